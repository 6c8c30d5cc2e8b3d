// What comes from outside of the program: files opened with it, what the system's share menu hands over, mailto: and
// tel: links. It waits until somebody is signed in, and leads to the place where they can judge it: nothing that
// arrives is stored by itself. (shell/page/arrivals.js is the other half.) Main thread, part of the App.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "app/arrival.h"
#include "app/shared_text.h"
#include "client/client.h"
#include "views/command_palette.h"
#include "views/context.h"
#include "views/new_record.h"

namespace vinculo::app {

class Arrivals {
 public:
  // All are borrowed from the App.
  Arrivals(client::Client& client, views::Actions& actions, views::NewRecordView& new_person,
           views::CommandPalette& palette)
      : client_(client), actions_(actions), new_person_(new_person), palette_(palette) {}

  void on_route(std::string_view url);
  void on_shared(const SharedText& shared);
  // Something is there for take_arrivals().
  void on_arrival();
  // A workspace is open, or none is any more.
  void welcome();
  void wait() { is_welcome_ = false; }
  // What there is to say about it, once the texts are there in the right language.
  void tell();

 private:
  void open_contact();
  [[nodiscard]] views::RecordDraft new_person_with(const api::ContactRequest& contact);
  void open_owners(const api::ContactRequest& contact, const api::ContactOwners& owners);

  client::Client& client_;
  views::Actions& actions_;
  views::NewRecordView& new_person_;
  views::CommandPalette& palette_;
  bool is_welcome_ = false;
  Route route_;                          // the address that brought something
  std::optional<Arrival> waiting_;       // a link, until it can be opened
  std::vector<std::string_view> words_;  // message ids
};

}  // namespace vinculo::app
