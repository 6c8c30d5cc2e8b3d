#include "server/demo/country.h"

namespace vinculo::server::demo {
namespace {

using Words = const std::string_view[];

// --- Brazil ---
constexpr Words brazil_given = {
    "Ana",     "Antônio", "Beatriz", "Bruno",    "Caio",      "Camila",  "Carlos",   "Cláudia",   "Daniel",
    "Débora",  "Eduardo", "Fábio",   "Fernanda", "Francisco", "Gabriel", "Gabriela", "Guilherme", "Helena",
    "Isabela", "João",    "José",    "Juliana",  "Larissa",   "Letícia", "Lucas",    "Luciana",   "Luís",
    "Marcelo", "Márcia",  "Maria",   "Mariana",  "Mateus",    "Paulo",   "Patrícia", "Pedro",     "Rafael",
    "Renata",  "Ricardo", "Rodrigo", "Sônia",    "Tatiane",   "Thiago",  "Vanessa",  "Vinícius"};
constexpr Words brazil_family = {
    "Almeida", "Alves",    "Araújo",      "Barbosa",    "Batista", "Campos",     "Cardoso", "Carvalho", "Castro",
    "Costa",   "da Silva", "de Oliveira", "dos Santos", "Dias",    "Ferreira",   "Freitas", "Gomes",    "Lima",
    "Lopes",   "Macedo",   "Martins",     "Mendes",     "Moreira", "Nascimento", "Nunes",   "Pereira",  "Pinheiro",
    "Ramos",   "Ribeiro",  "Rocha",       "Rodrigues",  "Sousa",   "Teixeira",   "Vieira"};
constexpr City brazil_cities[] = {
    {"São Paulo", "SP"},      {"Campinas", "SP"},      {"Rio de Janeiro", "RJ"}, {"Niterói", "RJ"},
    {"Belo Horizonte", "MG"}, {"Uberlândia", "MG"},    {"Curitiba", "PR"},       {"Londrina", "PR"},
    {"Porto Alegre", "RS"},   {"Florianópolis", "SC"}, {"Salvador", "BA"},       {"Recife", "PE"},
    {"Fortaleza", "CE"},      {"Goiânia", "GO"},       {"Brasília", "DF"},       {"Belém", "PA"}};
constexpr Words brazil_streets = {"Rua Augusta",          "Rua das Acácias",   "Rua XV de Novembro",
                                  "Rua Sete de Setembro", "Avenida Brasil",    "Avenida Getúlio Vargas",
                                  "Rua São João",         "Alameda dos Ipês",  "Rua Dom Pedro II",
                                  "Travessa das Flores",  "Avenida Beira-Mar", "Rua Tiradentes"};
constexpr Words brazil_trades = {"Padaria",      "Construtora",   "Transportes", "Clínica",    "Farmácia",
                                 "Gráfica",      "Escola",        "Laticínios",  "Tecnologia", "Móveis",
                                 "Agropecuária", "Contabilidade", "Turismo",     "Café"};
constexpr Words brazil_forms = {"Ltda.", "S.A.", "ME", "e Filhos", "& Associados"};
constexpr Words brazil_titles = {"Gerente de Vendas",     "Gerente Financeiro",
                                 "Analista de Sistemas",  "Analista de Compras",
                                 "Gerente de Marketing",  "Assistente Comercial",
                                 "Analista de Qualidade", "Especialista em Compras",
                                 "Analista Fiscal",       "Representante Comercial",
                                 "Líder de Logística",    "Dentista",
                                 "Assistente Contábil",   "Docente"};
constexpr Words brazil_departments = {"Vendas",    "Financeiro", "Compras", "Marketing",
                                      "Logística", "Jurídico",   "TI",      "RH"};
constexpr Words brazil_notes = {"Conversei com {} na feira; pediu orçamento até sexta.",
                                "{} prefere contato por telefone, depois das 14h.",
                                "Reunião marcada para tratar da renovação do contrato.",
                                "{} indicou dois fornecedores da região.",
                                "Enviar o catálogo novo. Gostou da amostra.",
                                "Pagamento combinado em três parcelas.",
                                "{} volta de férias no dia 20."};

// --- Portugal ---
constexpr Words portugal_given = {
    "Afonso",    "Ana",       "André",  "António", "Beatriz", "Carla",  "Catarina", "Diogo",    "Duarte", "Filipa",
    "Francisca", "Gonçalo",   "Helena", "Inês",    "Joana",   "João",   "José",     "Leonor",   "Luís",   "Madalena",
    "Manuel",    "Margarida", "Maria",  "Mariana", "Marta",   "Miguel", "Nuno",     "Patrícia", "Paulo",  "Pedro",
    "Ricardo",   "Rita",      "Rui",    "Sofia",   "Teresa",  "Tiago",  "Tomás",    "Vasco"};
constexpr Words portugal_family = {
    "Abreu",    "Almeida",   "Antunes", "Azevedo", "Baptista", "Brito",   "Carvalho",  "Coelho",    "Correia",
    "Costa",    "Cunha",     "Esteves", "Faria",   "Ferreira", "Fonseca", "Gonçalves", "Henriques", "Leal",
    "Lourenço", "Magalhães", "Marques", "Matos",   "Monteiro", "Moura",   "Neves",     "Pacheco",   "Pinto",
    "Pires",    "Ramalho",   "Reis",    "Sá",      "Santos",   "Silva",   "Simões",    "Tavares",   "Vaz"};
constexpr City portugal_cities[] = {{"Lisboa", "Lisboa"},   {"Porto", "Porto"},     {"Braga", "Braga"},
                                    {"Coimbra", "Coimbra"}, {"Aveiro", "Aveiro"},   {"Setúbal", "Setúbal"},
                                    {"Faro", "Faro"},       {"Évora", "Évora"},     {"Viseu", "Viseu"},
                                    {"Guimarães", "Braga"}, {"Funchal", "Madeira"}, {"Leiria", "Leiria"}};
constexpr Words portugal_streets = {
    "Rua da Prata",   "Rua de Santa Catarina", "Avenida da Liberdade", "Rua do Almada", "Largo do Carmo",
    "Rua das Flores", "Avenida da República",  "Travessa do Poço",     "Rua Direita",   "Praça do Comércio"};
constexpr Words portugal_trades = {"Cerâmicas", "Conservas",   "Adega",       "Cortiças",
                                   "Têxteis",   "Calçado",     "Imobiliária", "Pastelaria",
                                   "Hotelaria", "Informática", "Azeites",     "Metalomecânica"};
constexpr Words portugal_forms = {"Lda.", "S.A.", "& Filhos", "Unipessoal"};
constexpr Words portugal_titles = {
    "Gerente Comercial",      "Gerente de Conta", "Especialista em Obra",    "Projetista",       "Chefe de Vendas",
    "Assistente de Direção",  "Gerente",          "Responsável de Produção", "Chefe de Receção", "Analista de Sistemas",
    "Responsável de Compras", "Docente"};
constexpr Words portugal_departments = {"Comercial", "Compras", "Produção", "Qualidade", "Contabilidade", "Exportação"};
constexpr Words portugal_notes = {"{} pediu proposta para o próximo trimestre.",
                                  "Falar outra vez em setembro, depois da vindima.",
                                  "Telefonar à {} antes de enviar a fatura.", "Visita à fábrica ficou combinada.",
                                  "Gostou da apresentação; falta a decisão da administração."};

// --- Spain and Latin America ---
constexpr Words spain_given = {
    "Adrián",     "Alejandro", "Alicia", "Álvaro", "Ana",    "Andrés",  "Ángela",    "Begoña",    "Carmen",
    "Concepción", "Cristina",  "Daniel", "Diego",  "Elena",  "Enrique", "Francisco", "Guadalupe", "Ignacio",
    "Íñigo",      "Isabel",    "Javier", "Jesús",  "José",   "Juan",    "Laura",     "Lucía",     "Luis",
    "Manuel",     "Marta",     "María",  "Martín", "Miguel", "Mónica",  "Nuria",     "Óscar",     "Pablo",
    "Pilar",      "Raúl",      "Rocío",  "Rosa",   "Sergio", "Sofía",   "Teresa",    "Úrsula",    "Víctor"};
constexpr Words spain_family = {"Alonso",    "Álvarez",   "Blanco",    "Castillo", "Cortés",  "Delgado", "Díaz",
                                "Domínguez", "Fernández", "Gallego",   "García",   "Gil",     "Gómez",   "González",
                                "Gutiérrez", "Hernández", "Iglesias",  "Jiménez",  "López",   "Marín",   "Martínez",
                                "Medina",    "Molina",    "Moreno",    "Muñoz",    "Navarro", "Núñez",   "Ortega",
                                "Pérez",     "Ramírez",   "Rodríguez", "Romero",   "Rubio",   "Ruiz",    "Sánchez",
                                "Sanz",      "Suárez",    "Torres",    "Vázquez",  "Ybáñez"};
constexpr City spain_cities[] = {{"Madrid", "Madrid"},       {"Barcelona", "Cataluña"},
                                 {"Valencia", "Valencia"},   {"Sevilla", "Andalucía"},
                                 {"Málaga", "Andalucía"},    {"Zaragoza", "Aragón"},
                                 {"Bilbao", "País Vasco"},   {"La Coruña", "Galicia"},
                                 {"Oviedo", "Asturias"},     {"Valladolid", "Castilla y León"},
                                 {"Cáceres", "Extremadura"}, {"Palma", "Baleares"}};
constexpr Words spain_streets = {"Calle Mayor",     "Calle de Alcalá",      "Gran Vía",
                                 "Paseo del Prado", "Calle del Sol",        "Avenida de la Constitución",
                                 "Plaza de España", "Calle Cervantes",      "Ronda de Toledo",
                                 "Calle Nueva",     "Camino de las Huertas"};
constexpr Words spain_trades = {"Bodegas",   "Talleres",   "Muebles",        "Aceites", "Construcciones",
                                "Librería",  "Óptica",     "Clínica Dental", "Viajes",  "Electricidad",
                                "Panadería", "Ingeniería", "Jardinería"};
constexpr Words spain_forms = {"S.L.", "S.A.", "e Hijos", "y Asociados", "S. Coop."};
constexpr Words spain_titles = {"Gerente",
                                "Responsable de Compras",
                                "Responsable de Ventas",
                                "Asistente Legal",
                                "Responsable de Obra",
                                "Analista de Sistemas",
                                "Asistente de Dirección",
                                "Especialista en Calidad",
                                "Gerente de Zona",
                                "Agente Comercial",
                                "Dentista",
                                "Comercial"};
constexpr Words spain_departments = {"Ventas", "Compras", "Administración", "Producción", "Atención al Cliente",
                                     "Calidad"};
constexpr Words spain_notes = {"{} quiere ver una demostración la semana que viene.", "Llamar a {} por la mañana.",
                               "Pidió descuento por volumen; consultar con dirección.",
                               "Muy interesado en el mantenimiento anual.", "Nos presentó a su socio en la comida."};

// --- English-speaking ---
constexpr Words english_given = {"Aisha", "Alice",   "Amelia", "Benjamin", "Bridget", "Charlotte", "Chloë",   "Daniel",
                                 "David", "Deirdre", "Edward", "Eleanor",  "Emily",   "Fergus",    "Fiona",   "George",
                                 "Grace", "Hannah",  "Harry",  "Isla",     "Jack",    "James",     "Joseph",  "Kwame",
                                 "Lucy",  "Matthew", "Megan",  "Niamh",    "Oliver",  "Owen",      "Priya",   "Rachel",
                                 "Ravi",  "Samuel",  "Siân",   "Sophie",   "Thomas",  "Victoria",  "William", "Zoë"};
constexpr Words english_family = {"Adeyemi", "Ashworth", "Bennett",    "Brontë",   "Campbell",   "Carter",   "Chaudhry",
                                  "Clarke",  "Davies",   "Edwards",    "Evans",    "Fitzgerald", "Foster",   "Graham",
                                  "Green",   "Hughes",   "Hutchinson", "Jackson",  "Jones",      "Kelly",    "Khan",
                                  "King",    "Lloyd",    "MacDonald",  "McCarthy", "Mitchell",   "Moore",    "Murphy",
                                  "O'Brien", "O'Connor", "Okafor",     "Parker",   "Patel",      "Robinson", "Smith",
                                  "Taylor",  "Thompson", "Walker",     "Williams", "Wright"};
constexpr City english_cities[] = {{"London", ""},
                                   {"Manchester", ""},
                                   {"Leeds", "West Yorkshire"},
                                   {"Bristol", ""},
                                   {"Sheffield", "South Yorkshire"},
                                   {"Edinburgh", "Scotland"},
                                   {"Glasgow", "Scotland"},
                                   {"Cardiff", "Wales"},
                                   {"Belfast", "Northern Ireland"},
                                   {"Norwich", "Norfolk"},
                                   {"Exeter", "Devon"},
                                   {"York", "North Yorkshire"}};
constexpr Words english_streets = {"High Street",  "Mill Lane",     "Church Road",   "Victoria Street",
                                   "Station Road", "Park Avenue",   "King's Road",   "Queensway",
                                   "The Crescent", "Castle Street", "Albert Terrace"};
constexpr Words english_trades = {"Engineering", "Foods",       "Print",         "Logistics", "Software",
                                  "Interiors",   "Dental Care", "Garden Centre", "Brewery",   "Legal",
                                  "Recruitment", "Travel",      "Energy"};
constexpr Words english_forms = {"Ltd", "plc", "& Sons", "Partners", "Group"};
constexpr Words english_titles = {
    "Sales Manager", "Chief Executive",  "Head of Procurement", "Software Engineer", "Office Manager",
    "Accountant",    "Managing Partner", "Marketing Director",  "Operations Lead",   "Solicitor",
    "Buyer",         "Practice Nurse"};
constexpr Words english_departments = {"Sales", "Finance", "Operations", "Marketing", "Procurement", "People", "IT"};
constexpr Words english_notes = {"{} asked for a quote by Friday.",
                                 "Met {} at the trade fair; keen on the annual plan.",
                                 "Prefers e-mail, never calls before ten.",
                                 "Contract renewal is due in spring.",
                                 "{} introduced us to the new finance director.",
                                 "Send the updated price list."};

constexpr Country all[] = {
    {"Brasil", 35, 2, true, brazil_given, brazil_family, brazil_cities, brazil_streets, false, "#####-###",
     "+55 11 9####-####", "+55 11 3###-####", brazil_trades, brazil_forms, brazil_titles, brazil_departments,
     brazil_notes},
    {"Portugal", 15, 2, true, portugal_given, portugal_family, portugal_cities, portugal_streets, false, "####-###",
     "+351 91# ### ###", "+351 21# ### ###", portugal_trades, portugal_forms, portugal_titles, portugal_departments,
     portugal_notes},
    {"España", 25, 2, false, spain_given, spain_family, spain_cities, spain_streets, false, "#####", "+34 6## ## ## ##",
     "+34 9## ## ## ##", spain_trades, spain_forms, spain_titles, spain_departments, spain_notes},
    // Ofcom keeps these two ranges for drama.
    {"United Kingdom", 25, 1, false, english_given, english_family, english_cities, english_streets, true, "@@# #@@",
     "+44 7700 900###", "+44 20 7946 0###", english_trades, english_forms, english_titles, english_departments,
     english_notes},
};

constexpr Words labels = {"Cliente",  "Fornecedor", "Newsletter", "Prospect",
                          "Parceiro", "VIP",        "Imprensa",   "Proveedor"};

}  // namespace

std::span<const Country> countries() { return all; }
std::span<const std::string_view> label_names() { return labels; }

}  // namespace vinculo::server::demo
