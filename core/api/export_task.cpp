#include "api/export_task.h"

#include "api/record_contact.h"
#include "transfer/contact_rows.h"

namespace vinculo::api {
namespace {

constexpr std::size_t buffer_bytes = 256 * 1024;
constexpr std::int64_t listed_at_once = 200;  // records

struct Format {
  std::string_view name, file_name, media_type;
};
constexpr Format formats[] = {
    {"csv", "contacts.csv", "text/csv"},
    {"vcard3", "contacts.vcf", "text/vcard"},
    {"vcard4", "contacts.vcf", "text/vcard"},
};

const Format* find_format(std::string_view name) {
  for (const Format& format : formats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace

Result<std::unique_ptr<ExportTask>> ExportTask::open(Context& context, std::int64_t number,
                                                     const ExportRequest& request) {
  if (!find_format(request.format)) return Error{ErrorCode::invalid_argument, "format " + request.format};
  std::unique_ptr<ExportTask> task(new ExportTask(context));
  task->ready_.task = task->progress_.task = number;
  if (request.selection) {
    if (auto status = task->find_selected(*request.selection); !status) return status.error();
  } else if (!request.record)
    task->query_ = request.query;
  else if (auto status = task->find_record(*request.record); !status)
    return status.error();
  if (auto status = task->create_file(request); !status) return status.error();
  task->progress_.kind = "export";
  task->progress_.state = "running";
  task->progress_.total_bytes = static_cast<std::int64_t>(task->records_.size());
  return task;
}

Status ExportTask::find_selected(const Selection& selection) {
  auto keys = selected_keys(context_, selection);
  if (!keys) return std::move(keys).error();
  for (const std::int64_t key : *keys) records_.push_back({searched_list(selection.list), key});
  return {};
}

Status ExportTask::find_record(const Uuid& id) {
  for (const search::List list : {search::List::people, search::List::organisations}) {
    auto statement = context_.database.prepare(list == search::List::people
                                                   ? "SELECT rowid FROM person WHERE id = ?1 AND deleted = 0"
                                                   : "SELECT rowid FROM organisation WHERE id = ?1 AND deleted = 0");
    if (!statement) return std::move(statement).error();
    auto row = statement->bind(1, id).step();
    if (!row) return std::move(row).error();
    if (!*row) continue;
    records_.push_back({list, statement->integer(0)});
    return {};
  }
  return Error{ErrorCode::not_found, "record"};
}

// What was added in great numbers, or everything after an update, gets into the lists step by step: an export waits
// until all of it is there, or it would be without them and nobody would know.
Status ExportTask::find_records(double end_ms) {
  for (;;) {
    auto is_behind = context_.search.is_behind();
    if (!is_behind) return std::move(is_behind).error();
    if (!*is_behind) break;
    if (context_.host.monotonic_ms() >= end_ms) return {};
    if (auto work = context_.search.work_step(listed_at_once); !work) return std::move(work).error();
    has_listed_ = true;
  }
  if (auto status = add_all(search::List::people); !status) return status;
  if (auto status = add_all(search::List::organisations); !status) return status;
  query_.reset();
  progress_.total_bytes = static_cast<std::int64_t>(records_.size());
  return {};
}

Status ExportTask::add_all(search::List list) {
  search::Question question;
  question.list = list;
  question.query = *query_;
  auto keys = context_.search.all_keys(question);
  if (!keys) return std::move(keys).error();
  records_.reserve(records_.size() + keys->size());
  for (const std::int64_t key : *keys) records_.push_back({list, key});
  return {};
}

Status ExportTask::create_file(const ExportRequest& request) {
  const Format& format = *find_format(request.format);
  ready_.name = format.file_name;
  ready_.media_type = format.media_type;
  auto file = context_.host.files->create(ready_.name, ready_.media_type);
  if (!file) return std::move(file).error();
  ready_.file = *file;
  version_ = format.name == "vcard3" ? transfer::VCardVersion::v3 : transfer::VCardVersion::v4;
  if (format.name != "csv") return {};
  csv_.emplace([this](ByteView bytes) -> Status {
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
    return {};
  });
  return csv_->write(transfer::export_header());
}

void ExportTask::step(double budget_ms) {
  const double end = context_.host.monotonic_ms() + budget_ms;
  Status status;
  if (query_) status = find_records(end);
  if (status && query_) return;
  while (status && written_ < records_.size() && context_.host.monotonic_ms() < end) status = write_next();
  progress_.done_bytes = static_cast<std::int64_t>(written_);
  if (status && written_ < records_.size()) return;
  if (status) status = finish();
  progress_.state = status ? "done" : "failed";
  if (!status) {
    progress_.error = error_name(status.error().code);
    context_.host.files->discard(ready_.file);
  }
}

Status ExportTask::write_next() {
  const Record record = records_[written_++];
  auto id = context_.search.find_id(record.list, record.key);
  if (!id) return std::move(id).error();
  if (!*id) return {};
  auto contact =
      record.list == search::List::people ? contact_of_person(context_, **id) : contact_of_organisation(context_, **id);
  if (!contact) return std::move(contact).error();
  if (!*contact) return {};
  ++progress_.created;
  if (csv_) {
    if (auto status = csv_->write(transfer::export_row(**contact)); !status) return status;
  } else {
    const std::string card = transfer::write_vcard(**contact, version_);
    buffer_.insert(buffer_.end(), card.begin(), card.end());
  }
  if (buffer_.size() < buffer_bytes) return {};
  const Status status = context_.host.files->append(ready_.file, buffer_);
  buffer_.clear();
  return status;
}

Status ExportTask::finish() {
  if (!buffer_.empty()) {
    if (auto status = context_.host.files->append(ready_.file, buffer_); !status) return status;
    buffer_.clear();
  }
  return context_.host.files->finish(ready_.file);
}

Status ExportTask::cancel() {
  context_.host.files->discard(ready_.file);
  progress_.state = "cancelled";
  return {};
}

}  // namespace vinculo::api
