// An import from the preview to the last row: reads the file in slices, finds or creates records, writes each slice as
// one transaction of one operation (a single undo), and collects what could not be read in a file of its own.
// Internal to core/api.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/contact_edits.h"
#include "api/import_file.h"
#include "api/reject_file.h"
#include "api/task.h"

namespace vinculo::api {

class ImportTask final : public Task {
 public:
  // What ImportFile::open answers.
  [[nodiscard]] static Result<std::unique_ptr<ImportTask>> open(Context& context, std::int64_t number,
                                                                const ImportRequest& request);
  [[nodiscard]] const ImportPreview& preview() const { return preview_; }

  // From now on step() works. fields: one per column; empty: as planned. invalid_argument, unauthorized.
  Status run(const std::vector<std::string>& fields) override;

  [[nodiscard]] bool is_waiting() const override { return progress_.state == "waiting"; }
  void step(double budget_ms) override;
  Status cancel() override;
  [[nodiscard]] TaskProgress progress() const override { return progress_; }
  [[nodiscard]] bool take_changed() override { return std::exchange(has_changed_, false); }

 private:
  ImportTask(Context& context, std::unique_ptr<ImportFile> file, const ImportRequest& request);
  Status read_sample();
  // Adds records to the slice until it is full or has max_records; false at the end of the file.
  [[nodiscard]] Result<bool> fill_slice(std::size_t max_records);
  // Reads, matches and writes one slice of about budget_ms; false at the end of the file.
  [[nodiscard]] Result<bool> run_slice(double budget_ms);
  Status add(FileRecord record);
  Status apply_slice();
  void reject(const FileRecord& record, const Error& reason);
  Status finish(std::string state);

  Context& context_;
  std::unique_ptr<ImportFile> file_;
  ContactMatcher matcher_;
  ContactEdits contact_edits_;
  RejectFile rejects_;
  ImportPreview preview_;
  TaskProgress progress_;
  std::int64_t operation_ = 0;
  bool has_changed_ = false;

  std::vector<Edit> slice_;
  std::set<std::string> slice_identities_;  // of contacts in the slice: one that returns must see the first stored
  TaskProgress slice_counts_;
  std::size_t slice_records_ = 0;
  double record_ms_ = 0.5;  // what a record took lately, reading and writing: decides how many a slice has
};

}  // namespace vinculo::api
