// Fields for dates, times, numbers and money. People type them as they write them; `value` holds the canonical text
// below, or, while what they typed cannot be read, exactly that: nothing is thrown away, also not by a reload. What can
// be read is written out in the language's own way when the field is left.
//   date    "2026-12-03"; without a year "--1203" (vCard 4.0, RFC 6350 section 4.3.1)
//   time    "09:30"
//   number  "1234.5"
//   money   "123450", in the currency's smallest coin
#pragma once
#include <string>
#include <string_view>

#include "widgets/field.h"

namespace vinculo::widgets {

struct DateRules {
  bool year_optional = false;  // "3 December" is a date: birthdays
  bool keeps_text = false;     // other texts are kept and are no mistake: what files brought in
};
// With a calendar at its right end.
FieldResult date_field(ui::Id id, ui::Rect rect, std::string_view label, std::string& value,
                       const FieldOptions& options = {}, DateRules rules = {});
// With the half hours from what is written on to choose from, from nine on when it is empty.
FieldResult time_field(ui::Id id, ui::Rect rect, std::string_view label, std::string& value,
                       const FieldOptions& options = {});
// Both side by side under one label, each typed and chosen as above; the group has the label's name.
struct DateTimeText {
  std::string date, time;
};
FieldResult date_time_field(ui::Id id, ui::Rect rect, std::string_view label, DateTimeText& value,
                            const FieldOptions& options = {});
FieldResult number_field(ui::Id id, ui::Rect rect, std::string_view label, std::string& value,
                         const FieldOptions& options = {});
// `currency`: ISO 4217; its symbol stands in the field.
FieldResult money_field(ui::Id id, ui::Rect rect, std::string_view label, std::string& value, std::string_view currency,
                        const FieldOptions& options = {});

// What is wrong with the value, for FieldOptions::error and a form's summary; nothing while the field `id` has the
// focus, so that nobody is corrected in the middle of typing.
[[nodiscard]] std::string date_problem(ui::Id id, std::string_view value, DateRules rules = {});
[[nodiscard]] std::string time_problem(ui::Id id, std::string_view value);
[[nodiscard]] std::string date_time_problem(ui::Id id, const DateTimeText& value);
[[nodiscard]] std::string number_problem(ui::Id id, std::string_view value);
[[nodiscard]] std::string money_problem(ui::Id id, std::string_view value, std::string_view currency);

}  // namespace vinculo::widgets
