#include "app/arrivals.h"

#include <utility>

#include "i18n/catalogue.h"
#include "platform/platform.h"

namespace vinculo::app {

using i18n::tr_mark;

void Arrivals::on_route(std::string_view url) {
  Arrival arrival = read_arrival(url);
  if (arrival.kind == Arrival::Kind::nothing) return;
  route_ = parse_route(url);
  if (arrival.kind == Arrival::Kind::missed_share) {
    words_.push_back(tr_mark("What you shared did not arrive. Share it once more."));
    actions_.go_instead(route_);
    return;
  }
  waiting_ = std::move(arrival);
  if (is_welcome_) open_contact();
}

void Arrivals::welcome() {
  is_welcome_ = true;
  platform::take_arrivals();
  if (waiting_) open_contact();
}

void Arrivals::on_arrival() {
  if (is_welcome_) platform::take_arrivals();
}

void Arrivals::on_shared(const SharedText& shared) {
  SharedDraft read = draft_of(shared, [this] { return actions_.new_id(); });
  if (read.is_cut) words_.push_back(tr_mark("The text that you shared is too long for a note; its beginning is here."));
  new_person_.open_with(std::move(read.draft));
  Route form = route_to(Screen::people, route_);
  form.is_new = true;
  actions_.go(form);
}

void Arrivals::open_contact() {
  const Arrival arrival = *std::exchange(waiting_, std::nullopt);
  if (!arrival.contact) {
    words_.push_back(tr_mark("This link names no mail address and no phone number."));
    actions_.go_instead(route_to(Screen::people, route_));
    return;
  }
  client_.find_contact(*arrival.contact, [this, contact = *arrival.contact](Result<api::ContactOwners> owners) {
    if (owners)
      open_owners(contact, *owners);
    else
      actions_.show_error(owners.error().code);
  });
}

views::RecordDraft Arrivals::new_person_with(const api::ContactRequest& contact) {
  views::RecordDraft draft = views::new_draft(views::RecordKind::person, [this] { return actions_.new_id(); });
  for (views::DetailDraft& detail : draft.details) {
    if (detail.table == Table::mail) detail.text = contact.mail;
    if (detail.table == Table::phone) detail.text = contact.phone;
  }
  return draft;
}

void Arrivals::open_owners(const api::ContactRequest& contact, const api::ContactOwners& owners) {
  Route place = route_to(Screen::people, route_);
  if (owners.items.size() == 1) {
    const api::ContactOwner& owner = owners.items.front();
    if (owner.list == api::ListKind::organisations) place.screen = Screen::organisations;
    place.record = owner.id;
  } else if (owners.items.empty()) {
    place.is_new = true;
    new_person_.open_with(new_person_with(contact));
  } else {
    place.over = Over::palette;
    palette_.open_with(contact.mail + contact.phone);
  }
  actions_.go_instead(place);
}

void Arrivals::tell() {
  for (const std::string_view word : std::exchange(words_, {})) actions_.toast(std::string(i18n::tr(word)));
}

}  // namespace vinculo::app
