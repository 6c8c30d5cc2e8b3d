// Tells pictures, archives and programs' own formats from text by their first bytes, so that one that was renamed to
// .csv is refused with a name that people know.
#pragma once
#include "base/bytes.h"
#include "base/error.h"

namespace vinculo::transfer {

// malformed: certainly no table and no card (detail: "png", "pdf", ...); unsupported: a table in a format that has to
// be saved as CSV first (detail: "zip" is what .xlsx and .ods are, "ole" is .xls, "html", "xml").
[[nodiscard]] Status check_file_signature(ByteView first_bytes);

}  // namespace vinculo::transfer
