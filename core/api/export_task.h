// An export: records written one by one into a file that the host offers to the user at the end. What is exported is
// settled when the first is written; a record that goes to the trash meanwhile is left out. Internal to core/api.
#pragma once
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "api/handlers.h"
#include "api/task.h"
#include "transfer/csv.h"
#include "transfer/vcard.h"

namespace vinculo::api {

class ExportTask final : public Task {
 public:
  // invalid_argument: an unknown format. not_found: no such record. What FileHost::create answers.
  [[nodiscard]] static Result<std::unique_ptr<ExportTask>> open(Context& context, std::int64_t number,
                                                                const ExportRequest& request);
  [[nodiscard]] const ExportReady& ready() const { return ready_; }

  void step(double budget_ms) override;
  Status cancel() override;
  [[nodiscard]] TaskProgress progress() const override { return progress_; }
  [[nodiscard]] bool take_changed() override { return std::exchange(has_listed_, false); }

 private:
  struct Record {
    search::List list;
    std::int64_t key;
  };

  explicit ExportTask(Context& context) : context_(context) {}
  Status find_selected(const Selection& selection);
  Status find_record(const Uuid& id);
  Status create_file(const ExportRequest& request);
  Status find_records(double end_ms);
  Status add_all(search::List list);
  Status write_next();
  Status finish();

  Context& context_;
  ExportReady ready_;
  TaskProgress progress_;
  std::optional<std::string> query_;  // whose records are still to be found
  bool has_listed_ = false;
  std::vector<Record> records_;
  std::size_t written_ = 0;
  std::optional<transfer::CsvWriter> csv_;
  transfer::VCardVersion version_ = transfer::VCardVersion::v4;
  Bytes buffer_;  // of cards, until it is worth an append
};

}  // namespace vinculo::api
