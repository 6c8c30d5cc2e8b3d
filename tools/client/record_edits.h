// What "given_name=José" and the like on the command line mean, as edits of rows. Pure but for reading the record.
#pragma once
#include <string>
#include <vector>

#include "api/messages.h"
#include "base/error.h"
#include "client/local_workspace.h"

namespace vinculo::client {

struct FieldValue {
  std::string name, value;
};
[[nodiscard]] Result<std::vector<FieldValue>> parse_fields(const std::vector<std::string>& texts);  // invalid_argument

// A new person or organisation. Beside the columns of the schema: mail, phone, link (work:..., home:... before the
// value names a kind), street, city, region, postal_code, country; for people organisation (found by name or made) and
// title.
[[nodiscard]] Result<std::vector<api::RowEdit>> edits_for_new(LocalWorkspace& workspace, bool is_organisation,
                                                              const Uuid& id, const std::vector<FieldValue>& fields);
// The same names change the record's first phone, mail, ... or add one where there is none.
[[nodiscard]] Result<std::vector<api::RowEdit>> edits_for_person(LocalWorkspace& workspace, const api::PersonPage& page,
                                                                 const std::vector<FieldValue>& fields);
[[nodiscard]] Result<std::vector<api::RowEdit>> edits_for_organisation(LocalWorkspace& workspace,
                                                                       const api::OrganisationPage& page,
                                                                       const std::vector<FieldValue>& fields);

}  // namespace vinculo::client
