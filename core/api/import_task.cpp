#include "api/import_task.h"

#include <algorithm>

#include "search/fold.h"

namespace vinculo::api {
namespace {

constexpr std::size_t previewed_records = 20;
constexpr std::size_t max_slice_records = 1'000;
constexpr std::size_t max_slice_edits = 5'000;

std::string first_name(const transfer::Contact& contact) {
  if (contact.is_organisation && !contact.jobs.empty()) return contact.jobs.front().organisation;
  const std::string name = contact.full_name.empty() ? transfer::composed_name(contact) : contact.full_name;
  if (!name.empty()) return name;
  if (!contact.mails.empty()) return contact.mails.front().address;
  return contact.phones.empty() ? std::string() : contact.phones.front().number;
}

ListRow row_as_it_becomes(const transfer::Contact& contact) {
  ListRow row;
  row.name = first_name(contact);
  if (!contact.mails.empty()) row.mail = contact.mails.front().address;
  if (!contact.phones.empty()) row.phone = contact.phones.front().number;
  if (!contact.jobs.empty() && !contact.is_organisation) {
    row.organisation = contact.jobs.front().organisation;
    row.title = contact.jobs.front().title;
  }
  if (!contact.addresses.empty()) row.city = contact.addresses.front().city;
  return row;
}

// Reasons for which one record is left out while the others go on.
bool is_fault_of_record(const Error& error) {
  return error.code == ErrorCode::invalid_argument || error.code == ErrorCode::too_large ||
         error.code == ErrorCode::malformed;
}

std::string author_of(Context& context) {
  auto name = context.store.find_setting(session_setting::member_name);
  return name && *name ? std::move(**name) : std::string();
}

}  // namespace

ImportTask::ImportTask(Context& context, std::unique_ptr<ImportFile> file, const ImportRequest& request)
    : context_(context),
      file_(std::move(file)),
      matcher_(context),
      contact_edits_(context, matcher_, author_of(context)),
      rejects_(*context.host.files, request.name),
      preview_(file_->preview()) {
  progress_.kind = "import";
  progress_.state = "waiting";
  progress_.total_bytes = request.size_bytes;
}

Result<std::unique_ptr<ImportTask>> ImportTask::open(Context& context, std::int64_t number,
                                                     const ImportRequest& request) {
  auto file = ImportFile::open(*context.host.files, request);
  if (!file) return std::move(file).error();
  std::unique_ptr<ImportTask> task(new ImportTask(context, std::move(*file), request));
  task->preview_.task = task->progress_.task = number;
  if (auto status = task->read_sample(); !status) return status.error();
  return task;
}

Status ImportTask::read_sample() {
  if (auto status = file_->restart({}); !status) return status;
  while (preview_.sample.size() < previewed_records) {
    auto record = file_->next();
    if (!record) return std::move(record).error();
    if (!*record) break;
    if (!(*record)->rejection) preview_.sample.push_back(row_as_it_becomes((*record)->contact));
  }
  return {};
}

Status ImportTask::run(const std::vector<std::string>& fields) {
  if (!is_waiting()) return Error{ErrorCode::invalid_argument, "the import runs already"};
  if (auto status = file_->restart(fields); !status) return status;
  auto operation = context_.store.begin_batch(OperationKind::import, "Import");
  if (!operation) return std::move(operation).error();
  operation_ = *operation;
  progress_.state = "running";
  return {};
}

void ImportTask::step(double budget_ms) {
  auto more = run_slice(budget_ms);
  progress_.done_bytes = std::min(file_->bytes_read(), progress_.total_bytes);
  if (more && *more) return;
  if (!more) progress_.error = error_name(more.error().code);
  const Status finished = finish(more ? "done" : "failed");
  if (!finished && progress_.error.empty()) {
    progress_.state = "failed";
    progress_.error = error_name(finished.error().code);
  }
}

Result<bool> ImportTask::run_slice(double budget_ms) {
  const double start = context_.host.monotonic_ms();
  const auto planned = static_cast<std::size_t>(std::clamp(budget_ms / record_ms_, 1.0, double{max_slice_records}));
  auto more = fill_slice(planned);
  if (!more) return more;
  const auto records = static_cast<double>(std::max<std::size_t>(slice_records_, 1));
  if (auto status = apply_slice(); !status) return status.error();
  const double spent = context_.host.monotonic_ms() - start;
  record_ms_ = std::max(0.7 * record_ms_ + 0.3 * spent / records, 0.001);
  return more;
}

Result<bool> ImportTask::fill_slice(std::size_t max_records) {
  for (std::size_t read = 0; read < max_records && slice_.size() < max_slice_edits; ++read) {
    auto record = file_->next();
    if (!record) return std::move(record).error();
    if (!*record) return false;
    ++slice_records_;
    if ((*record)->rejection) {
      reject(**record, (*record)->rejection->reason);
    } else if (transfer::is_empty((*record)->contact)) {
      reject(**record, {ErrorCode::invalid_argument, "nothing to import in it"});
    } else if (auto status = add(std::move(**record)); !status) {
      return status.error();
    }
  }
  return true;
}

Status ImportTask::add(FileRecord record) {
  const Uuid key = ContactMatcher::key_of(record.contact);
  std::vector<std::string> identities{std::string(as_text(key.view()))};
  for (const transfer::ContactMail& mail : record.contact.mails) identities.push_back(search::folded(mail.address));
  if (record.contact.is_organisation) identities.push_back("o " + search::folded(first_name(record.contact)));
  const bool returns = std::ranges::any_of(
      identities, [&](const std::string& identity) { return slice_identities_.contains(identity); });
  if (returns) {
    if (auto status = apply_slice(); !status) return status;
  }
  auto plan = contact_edits_.plan(record.contact, key);
  if (!plan) {
    if (!is_fault_of_record(plan.error())) return std::move(plan).error();
    reject(record, plan.error());
    return {};
  }
  slice_identities_.insert(identities.begin(), identities.end());
  slice_counts_.created += plan->outcome == Outcome::created;
  slice_counts_.updated += plan->outcome == Outcome::updated;
  slice_counts_.unchanged += plan->outcome == Outcome::unchanged;
  std::ranges::move(plan->edits, std::back_inserter(slice_));
  return {};
}

Status ImportTask::apply_slice() {
  if (!slice_.empty()) {
    auto changes = context_.store.apply_more(operation_, slice_);
    if (!changes) return std::move(changes).error();
    has_changed_ = true;
  }
  progress_.created += slice_counts_.created;
  progress_.updated += slice_counts_.updated;
  progress_.unchanged += slice_counts_.unchanged;
  slice_.clear();
  slice_identities_.clear();
  slice_counts_ = {};
  slice_records_ = 0;
  return {};
}

void ImportTask::reject(const FileRecord& record, const Error& reason) {
  ++progress_.rejected;
  // A list of rejects that cannot be written must not stop the import; their number is told all the same.
  [[maybe_unused]] const Status written = rejects_.add(*file_, record, reason);
}

Status ImportTask::cancel() { return is_waiting() ? Status{} : finish("cancelled"); }

Status ImportTask::finish(std::string state) {
  progress_.state = std::move(state);
  auto rejects = rejects_.finish();
  if (rejects) progress_.rejects_file = *rejects;
  if (progress_.state == "done") progress_.done_bytes = progress_.total_bytes;
  const std::int64_t operation = std::exchange(operation_, 0);
  return operation == 0 ? Status{} : context_.store.end_batch(operation);
}

}  // namespace vinculo::api
