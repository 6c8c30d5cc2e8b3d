#include "client/sentences.h"

namespace vinculo::client {
namespace {

std::string sentence_of_file(const Error& error) {
  if (error.code == ErrorCode::unsupported) {
    if (error.detail == "zip" || error.detail == "ole")
      return "This is a spreadsheet or an archive. Save it as CSV in the program that made it, and import that file.";
    return "The format of this file is not known (" + error.detail + "). Vinculo imports CSV and vCard files.";
  }
  return "This is not a CSV or vCard file (" + error.detail + "). Nothing was imported.";
}

}  // namespace

ExitCode exit_code_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::none: return ExitCode::ok;
    case ErrorCode::offline:
    case ErrorCode::protocol: return ExitCode::offline;
    case ErrorCode::unauthorized:
    case ErrorCode::forbidden:
    case ErrorCode::wrong_credentials:
    case ErrorCode::expired:
    case ErrorCode::rate_limited: return ExitCode::not_permitted;
    case ErrorCode::not_found: return ExitCode::not_found;
    case ErrorCode::invalid_argument:
    case ErrorCode::malformed:
    case ErrorCode::unsupported:
    case ErrorCode::too_large: return ExitCode::bad_input;
    case ErrorCode::damaged:
    case ErrorCode::storage_full:
    case ErrorCode::storage_failed:
    case ErrorCode::storage_refused:
    case ErrorCode::storage_lost:
    case ErrorCode::read_only:
    case ErrorCode::newer_schema: return ExitCode::storage;
    case ErrorCode::cancelled:
    case ErrorCode::outdated:
    case ErrorCode::internal: return ExitCode::failed;
  }
  return ExitCode::failed;
}

std::string sentence_of(const Error& error) {
  const std::string detail = error.detail.empty() ? "" : " (" + error.detail + ")";
  switch (error.code) {
    case ErrorCode::none: return "";
    case ErrorCode::invalid_argument: return "This cannot be used as it stands" + detail + ".";
    case ErrorCode::not_found: return "There is no such record" + detail + ".";
    case ErrorCode::malformed:
    case ErrorCode::unsupported: return sentence_of_file(error);
    case ErrorCode::too_large: return "This is too large" + detail + ".";
    case ErrorCode::newer_schema:
      return "This workspace was written by a newer version. Update Vinculo, then open it again.";
    case ErrorCode::damaged:
      return "The workspace file is damaged" + detail +
             ". Keep it, and sign in with another --file to get everything from the server.";
    case ErrorCode::storage_full:
      return "The disk is full. Free some space and try again; nothing that was saved is lost.";
    case ErrorCode::storage_failed:
    case ErrorCode::storage_refused:
    case ErrorCode::storage_lost: return "The disk answered with an error" + detail + ".";
    case ErrorCode::read_only: return "Another program has this workspace open. Close it, or choose another --file.";
    case ErrorCode::unauthorized: return "You are not signed in. Use: vinculo login URL --mail MAIL";
    case ErrorCode::forbidden: return "You are not permitted to do this" + detail + ".";
    case ErrorCode::wrong_credentials: return "The mail address or the password is not right.";
    case ErrorCode::expired: return "This code or invite is no longer valid. Ask for a new one.";
    case ErrorCode::rate_limited: return "Too many tries. Wait some minutes and try again.";
    case ErrorCode::offline:
      return "The server cannot be reached" + detail + ". What you did is kept here and goes out with the next sync.";
    case ErrorCode::protocol:
      return "What answers there is not a Vinculo server, or something between changes its answers" + detail + ".";
    case ErrorCode::cancelled: return "Stopped.";
    case ErrorCode::outdated: return "This has changed meanwhile. Look again, then decide.";
    case ErrorCode::internal: return "Vinculo made a mistake" + detail + ". Please report it.";
  }
  return "Something went wrong" + detail + ".";
}

}  // namespace vinculo::client
