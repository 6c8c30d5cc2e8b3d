// The screen's side of the boundary, with the texts of the core written by hand.
#include "client/client.h"

#include <catch_amalgamated.hpp>
#include <string>
#include <vector>

using namespace vinculo;

namespace {

struct Screen {
  std::vector<std::string> posted;
  client::Client client{"a tab", [this](std::string text) { posted.push_back(std::move(text)); }};

  // Draws a frame that shows the status; the number of the question that it posted, 0: none.
  std::int64_t draw() {
    posted.clear();
    client.begin_frame();
    static_cast<void>(client.status());
    client.end_frame();
    return posted.empty() ? 0 : api::Envelope::parse(posted.front())->id();
  }
  void answer(std::int64_t id, const std::string& state) {
    api::StatusReport report;
    report.sync.state = state;
    report.undo_title = "Edit person";
    client.receive(api::response_text(id, api::encode(report)));
  }
  void tell(const std::string& state) {
    api::SyncState sync;
    sync.state = state;
    client.receive(api::notice_text("sync", api::encode(sync)));
  }
};

}  // namespace

TEST_CASE("what is told after the status was answered is what is shown, also when both come between two frames") {
  Screen screen;
  const std::int64_t asked = screen.draw();
  REQUIRE(asked > 0);
  SECTION("the answer first") {
    screen.answer(asked, "connecting");
    screen.tell("signed_out");
    screen.draw();
    CHECK(screen.client.sync().state == "signed_out");
  }
  SECTION("the notice first") {
    screen.tell("connecting");
    screen.answer(asked, "idle");
    screen.draw();
    CHECK(screen.client.sync().state == "idle");
  }
  CHECK(screen.client.undo_title() == "Edit person");
}
