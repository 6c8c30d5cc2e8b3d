#include "transfer/header_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "transfer/utf8.h"

namespace vinculo::transfer {
namespace {

struct Vocabulary {
  Concept concept_;
  std::string_view phrases;  // folded, separated by '|'
};

// Longer phrases win over the words in them. Portuguese and Spanish are folded: "endereço" is "endereco".
constexpr std::array vocabulary{
    // "Email address" is left as two words: beside "address" a column "type" is Outlook's way of delivery.
    Vocabulary{Concept::mail,
               "mail|email|emails|e mail|e mails|mails|correo|correos|correo electronico|correio eletronico|"
               "correio electronico|endereco eletronico"},
    Vocabulary{Concept::phone,
               "phone|phones|tel|telephone|telefone|telefones|telefono|telefonos|fone|telf|tlf|telef|"
               "phone number|telephone number|contact number|numero de telefone|numero de telefono|"
               "numero telefone|landline|telefone fixo|telefono fijo|radiotelefono|ramal"},
    Vocabulary{Concept::mobile,
               "mobile|cell|cellphone|cellular|celular|celulares|movil|telemovel|telemoveis|mobiltelefon|"
               "mobilephone|handy|gsm"},
    Vocabulary{Concept::fax, "fax|telefax|facsimile"},
    Vocabulary{Concept::pager, "pager|bip|localizador|buscapersonas"},
    Vocabulary{Concept::street,
               "street|street address|rua|calle|logradouro|via|avenida|address street|street line|"
               "address line|morada linha|endereco linha|linha do endereco|rua do endereco|calle y numero"},
    Vocabulary{Concept::address,
               "address|addresses|addr|endereco|enderecos|direccion|direcciones|morada|moradas|mailing|"
               "postal address|mailing address"},
    Vocabulary{
        Concept::city,
        "city|cities|town|suburb|locality|cidade|cidades|ciudad|ciudades|municipio|localidade|localidad|poblacion|"
        "postal town"},
    Vocabulary{Concept::region,
               "state|states|province|region|county|counties|estado|uf|provincia|regiao|departamento estado|"
               "state province|state region|distrito|comunidad autonoma"},
    Vocabulary{Concept::postal_code,
               "zip|postcode|post code|postal code|postalcode|zip code|zipcode|zip postal code|cep|cp|c p|"
               "codigo postal|cod postal|codigo de enderecamento postal|postal"},
    Vocabulary{Concept::country,
               "country|countries|pais|nation|country region|pais regiao|pais region|country code|pais o region"},
    Vocabulary{Concept::po_box,
               "po box|p o box|post office box|caixa postal|apartado|apartado postal|apartado de correos"},
    Vocabulary{Concept::extended,
               "extended|extended address|complemento|apt|apartment|suite|unit|bairro|colonia|neighborhood|"
               "neighbourhood|district|barrio"},
    Vocabulary{Concept::house_number,
               "street number|house number|house no|street no|numero da rua|numero do endereco|"
               "numero de calle|numero de casa|numero exterior"},
    Vocabulary{Concept::formatted, "formatted|full address|formatted address|endereco completo|direccion completa"},
    Vocabulary{Concept::link,
               "website|web site|web|url|urls|homepage|home page|web page|webpage|site|sitio|sitio web|"
               "pagina web|pagina da web|pagina|blog|personal web page|website url|web address|domain name|"
               "website address|link|links|pagina pessoal da web"},
    Vocabulary{Concept::linkedin, "linkedin|linked in|linkedin url|linkedin profile"},
    Vocabulary{Concept::facebook, "facebook"},
    Vocabulary{Concept::twitter, "twitter|x twitter|twitter handle|twitter username"},
    Vocabulary{Concept::instagram, "instagram"},
    Vocabulary{Concept::whatsapp, "whatsapp|whats app|zap"},
    Vocabulary{Concept::event, "event|evento"},
    Vocabulary{Concept::custom_field, "custom field|campo personalizado|relation|relacion|relacao"},
    Vocabulary{Concept::given,
               "first name|firstname|given name|givenname|given names|forename|forenames|fname|first|given|"
               "primeiro nome|primer nombre|nome proprio|nombre de pila|nombres|nomes|prenome|christian name|"
               "primeiro"},
    Vocabulary{Concept::family,
               "last name|lastname|family name|familyname|surname|surnames|lname|last|sobrenome|sobrenomes|"
               "apellido|apellidos|ultimo nome|nome de familia|primer apellido|segundo apellido|"
               "apellido paterno|apellido materno|second surname|family|apelidos"},
    Vocabulary{Concept::middle,
               "middle name|middlename|middle names|additional name|additional names|second name|"
               "segundo nome|segundo nombre|nome do meio|middle|middle initial|outros nomes"},
    Vocabulary{Concept::prefix,
               "name prefix|prefix|salutation|honorific|honorific prefix|prefixo|prefijo|tratamento|"
               "tratamiento|pronome de tratamento|saudacao|saludo|prefixo do nome|prefijo del nombre"},
    Vocabulary{Concept::suffix,
               "name suffix|suffix|honorific suffix|sufixo|sufijo|sufixo do nome|sufijo del nombre|generation"},
    Vocabulary{Concept::nickname,
               "nickname|nick name|nick|alcunha|apodo|alias|preferred name|known as|goes by|nome social"},
    Vocabulary{Concept::name,
               "name|names|nome|nombre|display name|nome de exibicao|nombre para mostrar|nombre y apellidos|"
               "nome e sobrenome|nombre y apellido"},
    Vocabulary{Concept::organisation,
               "company|companies|organisation|organization|organizacao|organizacion|org|empresa|"
               "empresas|employer|empregador|account name|company name|firm|firma|compania|companhia|"
               "razao social|razon social|business name|nome fantasia|instituicao|institucion|"
               "associated company|primary company|associated company names|nome da conta|"
               "nombre de la cuenta|workplace|entidade|entidad"},
    Vocabulary{Concept::department, "department|dept|departamento|depto|division|setor|sector|seccion|area"},
    Vocabulary{Concept::title, "title|titulo"},
    Vocabulary{Concept::role, "role|occupation|profession|profissao|ocupacao|ocupacion|profesion|papel|rol"},
    Vocabulary{Concept::job,
               "job|job title|jobtitle|position|cargo|puesto|funcao|job position|work title|designation|"
               "cargo funcao|puesto de trabajo|titulo do cargo|titulo del trabajo|posicion|funcion|"
               "person title|professional title|job role"},
    Vocabulary{Concept::birthday,
               "birthday|birthdate|d o b|birth date|date of birth|dob|bday|born|data de nascimento|nascimento|"
               "data nascimento|data de nasc|fecha de nacimiento|fecha nacimiento|nacimiento|cumpleanos|"
               "data de aniversario|dt nascimento|nasc|data nasc"},
    Vocabulary{Concept::anniversary,
               "anniversary|wedding anniversary|aniversario de casamento|aniversario de boda|"
               "aniversario de bodas|datas especiais|bodas"},
    Vocabulary{Concept::gender, "gender|sex|sexo|genero"},
    Vocabulary{Concept::note,
               "note|notes|comment|comments|remark|remarks|description|observacao|observacoes|observacion|"
               "observaciones|obs|nota|notas|comentario|comentarios|descricao|descripcion|memo|anotacoes|"
               "anotacao|additional information|informacoes adicionais"},
    Vocabulary{Concept::label,
               "labels|tags|tag|categories|category|groups|group|group membership|etiquetas|marcadores|"
               "marcador|categorias|categoria|grupos|grupo|segments|segmentos|lists|listas"},
    Vocabulary{Concept::id, "id|uid|uuid|guid|identifier|record id|external id|codigo|key|identificador|ids"},
    Vocabulary{Concept::properties, "other properties"},
    Vocabulary{Concept::record_kind, "record kind"},
    Vocabulary{Concept::work,
               "work|business|office|comercial|trabalho|trabajo|oficina|escritorio|profissional|profesional|"
               "professional|corporate|corporativo|corporativa|laboral|de trabajo|do trabalho"},
    Vocabulary{Concept::home,
               "home|personal|private|casa|residencial|residencia|pessoal|particular|domicilio|privado|"
               "personalmente|house"},
    Vocabulary{Concept::other,
               "other|outro|outra|otro|otra|outros|otros|alternate|alternative|alternativo|secondary|"
               "secundario|secundaria|alternativa"},
    Vocabulary{Concept::main, "main|primary|principal|default|switchboard|centralita|preferred"},
    Vocabulary{Concept::car, "car|carro|coche|automovel|automovil"},
    Vocabulary{Concept::assistant, "assistant|asst|assistente|asistente|ayudante|secretary|secretaria"},
    Vocabulary{Concept::radio, "radio|radiofone"},
    Vocabulary{Concept::telex, "telex"},
    Vocabulary{Concept::isdn, "isdn|rdsi"},
    Vocabulary{Concept::callback, "callback|call back|retorno de chamada|devolucion de llamada"},
    Vocabulary{Concept::tty, "tty|tdd|tty tdd|teletipo"},
    Vocabulary{Concept::billing, "billing|cobranca|facturacion|faturamento|facturamento|faturacao"},
    Vocabulary{Concept::shipping, "shipping|delivery|entrega|envio"},
    Vocabulary{Concept::full, "full|complete|completo|completa|whole"},
    Vocabulary{Concept::person,
               "person|contact|contacts|customer|client|lead|member|user|employee|pessoa|contato|contacto|"
               "cliente|persona|usuario|membro|miembro|individual|attendee|subscriber|guest|people"},
    Vocabulary{Concept::value, "value|valor"},
    Vocabulary{Concept::kind, "type|tipo|kind"},
    Vocabulary{Concept::label_or_kind, "label|rotulo|etiqueta"},
    Vocabulary{Concept::number_word, "number|numero|no|num|nr|n"},
    Vocabulary{Concept::line, "line|linha|linea"},
    Vocabulary{Concept::apelido, "apelido"},
    Vocabulary{Concept::aniversario, "aniversario"},
    Vocabulary{
        Concept::foreign,
        "owner|created|create|modified|updated|last activity|last activity date|last modified|status|stage|deal|deals|"
        "activity|source|opted|opt|out|bounced|bounce|reason|latitude|longitude|geocode|accuracy|coordinates|location|"
        "timezone|time zone|yomi|phonetic|fonetico|fonetica|maiden|manager|gerente|spouse|conjuge|children|filhos|hijos|"
        "referred|reports to|domain|opened|clicked|sent|send|unsubscribed|replied|rate|count|verified|confirmed|"
        "eligibility|invalid|quarantined|last contacted|last contact|last seen|last login|first seen|date|data|fecha|time|"
        "hora|score|revenue|industry|size|employees|billing information|directory server|government|organizational|"
        "file as|initials|iniciais|iniciales|hobby|mileage|sensitivity|priority|subject|short name|language|idioma|"
        "photo|foto|image|avatar|parent|product|campaign|service|do not|not|is|has|ip|mac|user name|username|login|"
        "password|senha|assigned|currency|amount|price|total|tax|bank|iban|cpf|cnpj|nif|rg|dni|ssn|soc sec|passport|"
        "hire|start|end|due|next|by|school|team|project|file|nome da mae|mother|father|pai|mae|event name|order"},
};

// Words that say nothing by themselves.
constexpr std::array filler_words{"of",  "the", "a",   "s",    "and", "de",          "do",       "da",     "dos",
                                  "das", "del", "la",  "el",   "e",   "y",           "o",        "para",   "for",
                                  "in",  "em",  "en",  "your", "rec", "record",      "external", "os",     "las",
                                  "los", "com", "con", "or",   "ou",  "informacoes", "info",     "details"};

using Words = std::vector<std::string>;

const std::unordered_map<std::string_view, Concept>& concepts_by_phrase() {
  static const auto table = [] {
    std::unordered_map<std::string_view, Concept> phrases;
    for (const Vocabulary& entry : vocabulary) {
      std::string_view rest = entry.phrases;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        phrases.emplace(rest.substr(0, end), entry.concept_);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    return phrases;
  }();
  return table;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// "MailingPostalCode", "E-mail 1 - Value", "address_2": words, and numbers as words of their own.
Words split_header(std::string_view header) {
  std::string spaced;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const char c = header[i], before = i > 0 ? header[i - 1] : ' ';
    const bool ends_acronym = is_upper(before) && is_upper(c) && i + 1 < header.size() && is_lower(header[i + 1]);
    if ((is_lower(before) && is_upper(c)) || ends_acronym || is_digit(c) != is_digit(before)) spaced += ' ';
    spaced += c;
  }
  Words words(1);
  for (const char c : folded(spaced)) {
    const bool is_letter = is_lower(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
    if (is_letter)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  std::erase(words, "");
  return words;
}

}  // namespace

HeaderWords::HeaderWords(std::string_view header) {
  const Words words = split_header(header);
  const auto& phrases = concepts_by_phrase();
  for (std::size_t at = 0; at < words.size();) {
    std::size_t length = std::min<std::size_t>(5, words.size() - at);
    for (; length > 0; --length) {
      std::string phrase;
      for (std::size_t i = at; i < at + length; ++i) phrase += (i > at ? " " : "") + words[i];
      const auto found = phrases.find(phrase);
      if (found == phrases.end()) continue;
      concepts_.set(static_cast<std::size_t>(found->second));
      break;
    }
    if (length > 0) {
      at += length;
      continue;
    }
    const std::string& word = words[at++];
    const bool is_number = std::ranges::all_of(word, is_digit);
    if (is_number && word.size() <= 2 && number_ == 0)
      number_ = std::stoi(word);
    else if (std::ranges::find(filler_words, word) == filler_words.end())
      ++unknown_words_;
  }
}

bool HeaderWords::has_any(std::initializer_list<Concept> concepts) const {
  return std::ranges::any_of(concepts, [this](Concept concept_) { return has(concept_); });
}

bool HeaderWords::has_only(std::initializer_list<Concept> concepts) const {
  auto rest = concepts_;
  for (const Concept concept_ : concepts) rest.reset(static_cast<std::size_t>(concept_));
  return rest.none() && unknown_words_ == 0;
}

}  // namespace vinculo::transfer
