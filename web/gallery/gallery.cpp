// Every widget in its states, on pages of a small application of its own: for people who work on the interface and for
// tests/browser/ui_*. Not part of the product. Texts are not translated.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "platform/platform.h"
#include "theme/icons.h"
#include "ui/virtual_list.h"
#include "widgets/button.h"
#include "widgets/field.h"
#include "widgets/navigation.h"
#include "widgets/overlay.h"
#include "widgets/palette.h"
#include "widgets/surface.h"
#include "widgets/table.h"

namespace vinculo::gallery {
namespace {

using namespace ui;
using namespace widgets;
namespace icon = theme::icon;

constexpr std::array first_names{"Ana",    "José", "María",  "João",  "Chloé",  "Zoë",  "Bruno", "Ñusta",
                                 "Mateus", "Inês", "Łukasz", "Жанна", "Olivia", "Noah", "Grace", "Ada"};
constexpr std::array last_names{"Silva",    "Núñez",     "Conceição", "García", "Lovelace", "Hopper", "Müller",
                                "Oliveira", "Fernández", "Araújo",    "Smith",  "Kowalski", "Costa",  "Ibáñez"};
constexpr std::array companies{
    "Acme", "Padaria São João", "Globex", "Initech", "Umbrella", "Hooli", "Soylent Foods and Beverages International"};
constexpr std::array cities{"São Paulo", "Lisboa", "Madrid", "Bogotá", "New York", "Kraków"};

struct Person {
  std::string name, mail, company, city;
};

// The same person for the same number, so that a million of them need no memory.
Person person(std::int64_t index) {
  auto seed = static_cast<std::uint64_t>(index) * 0x9E3779B97F4A7C15ull + 7;
  const auto pick = [&seed](const auto& from) {
    seed ^= seed >> 29;
    seed *= 0xBF58476D1CE4E5B9ull;
    return std::string(from[(seed >> 33) % from.size()]);
  };
  Person result{pick(first_names) + " " + pick(last_names) + " " + std::to_string(index + 1),
                "person" + std::to_string(index + 1) + "@example.com", pick(companies), pick(cities)};
  if (index == 2) result.name = "漢字 Tanaka 3";
  if (index == 4) result.name = "שלום Levi 5";
  if (index == 6) result.company = "Rust 🦀 Labs";
  return result;
}

constexpr std::string_view long_text =
    "Ana asked for the new price list and wants to talk again in March, when the budget of the hospital is decided. She "
    "prefers WhatsApp to calls.\nConhece o João da padaria; a próxima visita é na terça-feira. Ж 漢字 한국어 🦀 שלום עולם.";

// A picture of four colours, so that a test can tell that it was drawn.
constexpr std::string_view photo =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVQI12P4z8DA8J+BgYHh////DAAf9QP9MlR0rgAAAABJRU5ErkJggg==";

class Gallery final : public platform::Application {
 public:
  void draw() override;
  void on_route(std::string_view path) override;
  void on_worker_text(std::string_view) override {}
  void on_files(Id, std::vector<platform::OpenFile> files) override {
    for (const auto& file : files) toasts_.show(file.name + ", " + platform::format_bytes(file.size_bytes));
  }
  std::string diagnostics() override { return "{\"clicks\":" + std::to_string(clicks_) + "}"; }

 private:
  void draw_header(Rect& area);
  void draw_page(Rect area);
  float draw_controls(Stack& stack);
  float draw_fields(Stack& stack);
  float draw_surfaces(Stack& stack);
  float draw_texts(Stack& stack);
  void draw_table(Rect area);
  void draw_dialog();
  void draw_palette();

  std::string page_ = "controls";
  int theme_ = 0, clicks_ = 0;
  bool checked_ = true, unchecked_ = false, on_ = true, off_ = false, menu_open_ = false, table_menu_open_ = false;
  int radio_ = 0, tab_ = 0, segment_ = 1, choice_ = 1, unset_ = -1;
  std::string name_ = "Ana", mail_, phone_ = "+55 11 98765-4321", password_ = "secret", search_,
              notes_ = std::string(long_text), company_;
  std::string long_line_ =
      "A value that is much too long for its field, so that its end has to be cut off when nobody edits it";
  std::string dialog_name_, palette_query_;
  int palette_active_ = 0;
  bool dialog_open_ = false;
  std::int64_t rows_ = 1'000'000;
  TableSort sort_{0, false};
  std::int64_t opened_ = -1;
  Toasts toasts_;
};

void Gallery::on_route(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  page_ = std::string(path.substr(slash + 1, path.find('?') == path.npos ? path.npos : path.find('?') - slash - 1));
  if (page_.empty()) page_ = "controls";
  if (path.find("rows=") != path.npos) rows_ = std::atoll(path.substr(path.find("rows=") + 5).data());
  platform::set_title("Gallery: " + page_);
}

void Gallery::draw() {
  page_background();
  Rect area = screen().area;
  const std::array items{
      NavigationItem{icon::settings, "Controls", "/gallery/controls", page_ == "controls"},
      NavigationItem{icon::pencil, "Fields", "/gallery/fields", page_ == "fields"},
      NavigationItem{icon::tag, "Surfaces", "/gallery/surfaces", page_ == "surfaces", 12},
      NavigationItem{icon::file_text, "Texts", "/gallery/texts", page_ == "texts"},
      NavigationItem{icon::users, "Table", "/gallery/table", page_ == "table"},
      NavigationItem{.icon = icon::search, .label = "Palette", .address = "/gallery/palette", .keys = "Ctrl+K"},
  };
  navigation(area, items, {.name = "Gallery", .product = "Gallery"});
  {
    const Scope main(Landmark::main, id("main"), area);
    draw_page(area);
    if (const auto key = toasts_.draw("Dismiss", bottom_bar_height() > 0 ? 8.f : 0.f))
      toasts_.show("Undone " + std::to_string(*key));
    if (dialog_open_) draw_dialog();
    if (page_ == "palette") draw_palette();
  }
  platform::mark_interactive();
}

void Gallery::draw_header(Rect& area) {
  Rect actions = page_header(area, {.title = "Gallery", .subtitle = page_});
  constexpr std::array<std::string_view, 3> themes{"Auto", "Light", "Dark"};
  const Rect bar = actions.take_right(std::min(actions.w, 210.f));
  if (segmented(id("theme"), bar, "Theme", themes, theme_)) platform::set_theme(static_cast<platform::Theme>(theme_));
}

void Gallery::draw_page(Rect area) {
  Rect inner = area.inset(screen().margin(), screen().is_phone() ? 12.f : 24.f);
  if (page_ == "table") {
    draw_header(inner);
    draw_table(screen().is_phone() ? Rect{area.x, inner.y, area.w, area.bottom() - inner.y} : inner);
    return;
  }
  ScrollPane pane(id("pane"), area, "Widgets");
  Rect content = pane.content();
  content.y += screen().is_phone() ? 12.f : 24.f;
  content.x += screen().margin();
  content.w -= 2 * screen().margin();
  const float top = pane.content().y;
  draw_header(content);
  Stack stack(content, 16);
  if (page_ == "fields")
    draw_fields(stack);
  else if (page_ == "surfaces")
    draw_surfaces(stack);
  else if (page_ == "texts")
    draw_texts(stack);
  else
    draw_controls(stack);
  pane.set_content_height(stack.y() - top + 16);
}

float Gallery::draw_controls(Stack& stack) {
  const float control = screen().control_height();
  const bool narrow = screen().is_phone();
  const auto row = [&](float height) { return stack.take(height); };
  heading(row(28), 2, "Buttons");
  struct Kind {
    ButtonKind kind;
    std::string_view name;
  };
  constexpr std::array kinds{Kind{ButtonKind::primary, "Primary"}, Kind{ButtonKind::secondary, "Secondary"},
                             Kind{ButtonKind::quiet, "Quiet"}, Kind{ButtonKind::danger, "Danger"}};
  for (const Kind& kind : kinds) {
    Rect bar = row(control);
    const Id id = ui::id("button", ui::id(kind.name));
    if (button(ui::id(id, "plain"), bar.take_left(button_width(kind.name), 8), kind.name, {.kind = kind.kind})) {
      ++clicks_;
      toasts_.show(std::string(kind.name) + " pressed", "Undo", clicks_);
    }
    button(ui::id(id, "icon"), bar.take_left(button_width("With icon", icon::plus), 8), "With icon",
           {.kind = kind.kind, .icon = icon::plus});
    icon_button(ui::id(id, "only"), bar.take_left(control, 8), icon::pencil, "Edit " + std::string(kind.name),
                {.kind = kind.kind});
    if (narrow) bar = row(control);
    button(ui::id(id, "off"), bar.take_left(button_width("Disabled"), 8), "Disabled",
           {.kind = kind.kind, .disabled = true});
    button(ui::id(id, "busy"), bar.take_left(button_width("Busy", icon::plus), 8), "Busy",
           {.kind = kind.kind, .busy = false, .selected = kind.kind == ButtonKind::quiet});
  }
  heading(row(28), 2, "Links and menus");
  Rect bar = row(control);
  link(id("link-home"), bar.take_left(140, 8), "A record's address", "/gallery/table");
  link(id("link-mail"), bar.take_left(150, 8), "ana@example.com", "mailto:ana@example.com");
  link(id("link-bad"), bar.take_left(110, 8), "Not a link", "javascript:alert(1)");
  if (narrow) bar = row(control);
  constexpr std::array menu_items{MenuItem{"Import…", icon::upload}, MenuItem{"Export as CSV", icon::download},
                                  MenuItem{"Archive", icon::archive, false, true},
                                  MenuItem{"Delete", icon::trash_2, true, false, true}};
  if (const int chosen = menu_button(id("more"), bar.take_left(100, 8), "More", menu_items, menu_open_); chosen >= 0)
    toasts_.show(std::string(menu_items[static_cast<std::size_t>(chosen)].label));
  if (button(id("open-dialog"), bar.take_left(130, 8), "Open dialog")) dialog_open_ = true;
  file_button(id("choose"), bar.take_left(button_width("Choose file", icon::upload), 8), "Choose file", ".csv,.vcf",
              true, {.icon = icon::upload});

  heading(row(28), 2, "Choices");
  bar = row(control);
  checkbox(id("check-on"), bar.take_left(150, 8), "Newsletter", checked_);
  checkbox(id("check-off"), bar.take_left(150, 8), "Unchecked", unchecked_);
  if (!narrow) {
    bool fixed = true;
    checkbox(id("check-disabled"), bar.take_left(150, 8), "Disabled", fixed, true);
  }
  bar = row(control);
  toggle(id("toggle-on"), bar.take_left(150, 8), "Switch on", on_);
  toggle(id("toggle-off"), bar.take_left(150, 8), "Switch off", off_);
  constexpr std::array<std::string_view, 3> options{"Everybody", "My team", "Only me"};
  radio_group(id("radio"), row(radio_group_height(3)), "Who can see it", options, radio_);
  segmented(id("segments"), Rect{row(control)}.take_left(std::min(stack.width(), 360.f)), "View", options, segment_);
  tabs(id("tabs"), row(44), "Sections", options, tab_);
  {
    const Scope panel(Landmark::tab_panel, id("panel"), row(24), "Section");
  }
  progress_bar(id("progress"), row(16), "Import", 0.43, "43,000 of 100,000");
  return stack.used();
}

float Gallery::draw_fields(Stack& stack) {
  const Scope form(Landmark::form, id("form"), {stack.x(), stack.y(), stack.width(), 700}, "Contact");
  FieldGrid grid({stack.x(), stack.y(), stack.width(), 0}, screen().is_phone() ? 1 : 2);
  const FieldOptions hint{.hint = "As you want to be called."};
  text_field(
      id("name"), grid.next(field_height(hint)), "First name", name_,
      {.placeholder = "Required", .hint = "As you want to be called.", .autocomplete = "given-name", .required = true});
  const FieldOptions bad{.error = "This is not an e-mail address: the part after @ is missing."};
  text_field(
      id("mail"), grid.next(field_height(bad)), "E-mail", mail_,
      {.type = FieldType::email, .placeholder = "name@example.com", .error = bad.error, .autocomplete = "email"});
  text_field(id("phone"), grid.next(field_height()), "Phone", phone_,
             {.type = FieldType::telephone, .autocomplete = "tel"});
  text_field(id("password"), grid.next(field_height()), "Password", password_,
             {.type = FieldType::password, .autocomplete = "current-password"});
  text_field(id("long"), grid.next(field_height()), "Long value", long_line_);
  std::string fixed = "Cannot be changed";
  text_field(id("off"), grid.next(field_height()), "Disabled", fixed, {.disabled = true});
  constexpr std::array<std::string_view, 4> kinds{"Client", "Prospect", "Partner", "Supplier"};
  select(id("kind"), grid.next(field_height()), "Kind", kinds, choice_);
  select(id("unset"), grid.next(field_height()), "Not chosen", kinds, unset_, {.placeholder = "Choose…"});
  std::vector<Suggestion> found;
  for (const char* company : companies)
    if (company_.empty() || std::string_view(company).find(company_) != std::string_view::npos)
      found.push_back({company, "12 people", icon::building_2});
  if (const ComboResult combo = combobox(id("company"), grid.next(field_height()), "Organisation", company_, found);
      combo.chosen >= 0)
    company_ = found[static_cast<std::size_t>(combo.chosen)].text;
  search_field(id("search"), Rect{grid.next(field_height())}.middle(screen().control_height()), "Search people",
               search_, "Search by name or e-mail", "Clear search");
  const FieldOptions area{.hint = "Everybody in the team can read it."};
  text_area(id("notes"), grid.next(field_height(area, 5), 2), "Notes", notes_,
            {.hint = "Everybody in the team can read it."});
  stack.skip(grid.bottom() - stack.y() + 24);
  if (form.submitted()) toasts_.show("Sent " + name_);
  const Rect bar = stack.take(screen().control_height());
  if (button(id("save"), Rect{bar}.take_left(96), "Save", {.kind = ButtonKind::primary}))
    toasts_.show("Saved " + name_, "Undo", 1);
  return stack.used();
}

float Gallery::draw_surfaces(Stack& stack) {
  const float width = stack.width();
  constexpr BannerOptions warning{.tone = Colour::warning, .icon = icon::wifi_off};
  constexpr BannerOptions danger{.tone = Colour::danger, .icon = icon::circle_alert, .action = "Export now"};
  constexpr BannerOptions update{.tone = Colour::primary, .icon = icon::refresh_cw, .action = "Update"};
  constexpr std::string_view offline = "Offline. 3 changes wait and go out by themselves.",
                             broken =
                                 "This device cannot save: its storage is full. Export your changes, then make room.",
                             fresh = "A new version is ready.";
  banner(id("offline"), stack.take(banner_height(offline, width, warning)), offline, warning);
  banner(id("broken"), stack.take(banner_height(broken, width, danger)), broken, danger);
  banner(id("fresh"), stack.take(banner_height(fresh, width, update)), fresh, update);

  Rect content = card(stack.take(screen().is_phone() ? 344.f : 280.f));
  Rect actions = section_heading(content.take_top(36, 8), "Ana Conceição");
  icon_button(id("edit"), actions.take_right(36), icon::pencil, "Edit", {.kind = ButtonKind::quiet});
  Rect people = content.take_top(48, 12);
  avatar(people.take_left(48, 8), "Ana Conceição");
  avatar(people.take_left(36, 8).middle(36), "José");
  avatar(people.take_left(28, 8).middle(28), "漢字 Tanaka");
  avatar(people.take_left(48, 8), "Photo", photo);
  for (const auto& [key, value, address] :
       {std::array<std::string_view, 3>{"E-mail", "ana@example.com", "mailto:ana@example.com"},
        {"Phone", "+55 11 98765-4321", "tel:+5511987654321"},
        {"City", "São Paulo", ""}})
    key_value(id("pair", id(key)), content.take_top(key_value_height()), key, value, address);
  Rect chips = content.take_top(32);
  int number = 0;
  for (const std::string_view label : {"Client", "Press", "Partner"}) {
    const ChipOptions options{.colour = number,
                              .remove_name = number == 1 ? std::string_view("Remove label Press") : std::string_view()};
    chip(id("chip", id(label)), chips.take_left(chip_width(label, options), 8).middle(chip_height), label, options);
    ++number;
  }
  const ChipOptions filter{.activatable = true, .selected = on_};
  if (chip(id("filter"), chips.take_left(chip_width("Filter", filter), 8).middle(chip_height), "Filter", filter) ==
      ChipResult::activated)
    on_ = !on_;
  badge(chips.take_left(badge_width("New"), 8).middle(22), "New", Colour::success);
  badge(chips.take_left(badge_width("Late"), 8).middle(22), "Late", Colour::danger);

  const ConflictTexts conflict{"Job title",
                               "Now: written by Bruno",
                               "Head of purchasing",
                               "You wrote on 12 May",
                               "Purchasing manager, hospitals and clinics of the south",
                               "Keep",
                               "Take mine",
                               "Edit both"};
  conflict_card(id("conflict"), stack.take(conflict_card_height(width, conflict)), conflict);

  const Rect empty = stack.take(320);
  card(empty);
  if (empty_state(
          id("empty"), empty,
          {icon::users, "No people yet",
           "Import your contacts from a file, or add the first person by hand. Everything stays on this device, also offline.",
           "Import contacts", icon::upload}))
    toasts_.show("Import");
  const Rect loading = stack.take(3 * 44);
  card(loading, 0);
  Rect rows = loading;
  for (int i = 0; i < 3; ++i) skeleton_row(rows.take_top(44), true);
  return stack.used();
}

float Gallery::draw_texts(Stack& stack) {
  for (int level = 1; level <= 4; ++level)
    heading(stack.take(36), level + 1, "Heading of level " + std::to_string(level + 1));
  for (const float size : {12.f, 14.f, 16.f, 20.f}) {
    const TextStyle style{.size = size};
    const float height = paragraph_height(long_text, std::min(stack.width(), 560.f), style);
    Rect box = stack.take(height);
    box.w = std::min(box.w, 560.f);
    paragraph(box, long_text, style);
  }
  const TextStyle muted{.colour = Colour::muted};
  Rect box = stack.take(paragraph_height(long_text, std::min(stack.width(), 420.f), muted, 2));
  box.w = std::min(box.w, 420.f);
  paragraph(box, long_text, muted, 2);
  text(stack.take(24), "Ж 漢 한 🦀 שלום नमस्ते مرحبا: ´a ~o ^e ç @ €");
  text(Rect{stack.take(24)}.take_left(180), "A line that is longer than the room it has");
  text(stack.take(24), "At the end", {.align = Align::end});
  text(stack.take(24), platform::format_date(1'700'000'000'000, platform::DateStyle::weekday_date) + " · " +
                           platform::format_money(123456, "BRL") + " · " + platform::format_number(1234567));
  return stack.used();
}

void Gallery::draw_table(Rect area) {
  const bool phone = screen().is_phone();
  const Rect inside = card(area, 0);
  Rect rest = inside;
  Rect bar = rest.take_top(screen().control_height() + 24).inset(16, 12);
  search_field(id("table-search"), bar.take_left(phone ? bar.w - 56 : 300.f, 12), "Search people", search_,
               "Search by name or e-mail", "Clear search");
  constexpr std::array items{MenuItem{"Jump to the end", icon::arrow_down},
                             MenuItem{"Jump to 500,000", icon::arrow_up_down}, MenuItem{"Ten rows"}};
  const int chosen = menu_button(id("table-menu"), bar.take_right(phone ? 44.f : 110.f), "Go to", items,
                                 table_menu_open_, {.icon = icon::ellipsis, .icon_only = phone});
  const Id rows = ui::id(id("people"), "rows");
  if (chosen == 0) show_row(rows, rows_ - 1, true);
  if (chosen == 1) show_row(rows, 499'999, true);
  if (chosen == 2) rows_ = rows_ == 10 ? 1'000'000 : 10;
  constexpr std::array wide{TableColumn{.title = "Name", .share = 28, .sortable = true},
                            TableColumn{.title = "E-mail", .share = 30, .sortable = true},
                            TableColumn{.title = "Company", .share = 24}, TableColumn{.title = "City", .share = 18}};
  constexpr std::array narrow{TableColumn{.title = "Name", .share = 62, .sortable = true},
                              TableColumn{.title = "City", .share = 38}};
  const std::span<const TableColumn> columns =
      phone ? std::span<const TableColumn>(narrow) : std::span<const TableColumn>(wide);
  Table table({.id = id("people"),
               .rect = {rest.x, rest.y, rest.w, rest.h - (phone ? 0.f : 12.f)},
               .name = "People",
               .columns = columns,
               .row_count = rows_,
               .sort = sort_,
               .selected = opened_});
  if (table.new_sort()) sort_ = *table.new_sort();
  while (TableRow* row = table.next_row()) {
    const std::int64_t index = sort_.descending ? rows_ - 1 - row->index() : row->index();
    const Person data = person(index);
    if (row->index() % 50 == 17) {
      row->loading();
      continue;
    }
    row->name_cell(0, data.name, "/people/" + std::to_string(index + 1),
                   phone ? std::string_view(data.mail) : std::string_view(), index == 5 ? "Has conflicting edits" : "");
    if (phone) {
      row->cell(1, data.city);
    } else {
      row->cell(1, data.mail);
      row->cell(2, data.company);
      row->cell(3, data.city);
    }
    if (row->activated()) {
      opened_ = row->index();
      toasts_.show("Opened " + data.name);
    }
  }
}

void Gallery::draw_dialog() {
  Dialog dialog(id("dialog"), "New person", {.height = 330, .first_focus = id("dialog-name"), .close_name = "Close"});
  Rect body = dialog.body();
  text_field(id("dialog-name"), body.take_top(field_height(), 12), "Full name", dialog_name_,
             {.placeholder = "Name and surname"});
  std::vector<Suggestion> found;
  for (const char* company : companies) found.push_back({company});
  combobox(id("dialog-company"), body.take_top(field_height(), 12), "Organisation", company_, found);
  Rect buttons = dialog.footer();
  if (button(id("create"), take_button(buttons, "Create"), "Create", {.kind = ButtonKind::primary})) {
    dialog_open_ = false;
    toasts_.show("Created " + dialog_name_);
  }
  if (button(id("cancel"), take_button(buttons, "Cancel"), "Cancel")) dialog_open_ = false;
  if (dialog.dismissed()) dialog_open_ = false;
}

void Gallery::draw_palette() {
  constexpr std::array all{PaletteItem{"New person", {}, "N", icon::plus},
                           PaletteItem{"Table", "Go to", {}, icon::users},
                           PaletteItem{"Ana Conceição", "Padaria São João", {}, icon::user},
                           PaletteItem{"A name that is much too long for the row that it has to share with its detail",
                                       "Soylent Foods and Beverages International", "Ctrl+Shift+P", icon::building_2}};
  std::vector<PaletteItem> found;
  for (const PaletteItem& item : all)
    if (item.text.find(palette_query_) != item.text.npos) found.push_back(item);
  const PaletteResult result =
      palette(id("palette"), palette_query_, found, palette_active_,
              {.name = "Search all", .placeholder = "A name", .nothing = "Nothing found", .close_name = "Close"});
  if (result.chosen >= 0) toasts_.show(std::string(found[static_cast<std::size_t>(result.chosen)].text));
  if (result.chosen >= 0 || result.dismissed) platform::navigate("/gallery/controls");
}

}  // namespace
}  // namespace vinculo::gallery

std::unique_ptr<vinculo::platform::Application> vinculo::platform::make_application() {
  return std::make_unique<vinculo::gallery::Gallery>();
}
