// The difference between two frames, applied to a page that only knows the operations, gives the second frame; and it
// is as small as it should be. The page here does what shell/page/mirror.js does.
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <map>
#include <random>
#include <set>
#include <string>

#include "ui/difference.h"
#include "ui/geometry.h"
#include "ui/input.h"

using namespace vinculo::ui;

namespace {

struct PageElement {
  Id parent = 0;
  std::uint32_t role = 0;
  FixedRect rect;
  std::string name, value, attributes;
  std::uint32_t state = 0;
  std::int32_t content_width = 0, content = 0;
  std::vector<Id> children;
  int serial = 0;  // which element it is, whatever its id
};

struct Page {
  std::map<Id, PageElement> elements{{0, {}}};
  int made = 0;

  void apply(const Operations& operations) {
    const auto& w = operations.words;
    std::size_t at = 0;
    const auto text = [&] {
      const std::size_t start = w[at++], size = w[at++];
      return operations.strings.substr(start, size);
    };
    while (at < w.size()) {
      const Op op = static_cast<Op>(w[at++]);
      const Id id = w[at++];
      if (op == Op::create) {
        REQUIRE_FALSE(elements.contains(id));
        const Id parent = w[at++];
        PageElement& fresh = elements[id];
        fresh.parent = parent;
        fresh.role = w[at++];
        fresh.serial = ++made;
        ++at;
        continue;
      }
      REQUIRE(elements.contains(id));
      PageElement& element = elements[id];
      switch (op) {
        case Op::place:
          element.rect = {static_cast<std::int32_t>(w[at]), static_cast<std::int32_t>(w[at + 1]),
                          static_cast<std::int32_t>(w[at + 2]), static_cast<std::int32_t>(w[at + 3])};
          at += 4;
          break;
        case Op::name: element.name = text(); break;
        case Op::value: element.value = text(); break;
        case Op::attributes: element.attributes = text(); break;
        case Op::state: element.state = w[at], at += 3; break;
        case Op::style: at += 7; break;
        case Op::content:
          element.content_width = static_cast<std::int32_t>(w[at++]);
          element.content = static_cast<std::int32_t>(w[at++]);
          break;
        case Op::remove: {
          if (const auto parent = elements.find(element.parent); parent != elements.end())
            std::erase(parent->second.children, id);
          elements.erase(id);
          break;
        }
        case Op::order: {
          const std::size_t count = w[at++];
          element.children.assign(w.begin() + static_cast<std::ptrdiff_t>(at),
                                  w.begin() + static_cast<std::ptrdiff_t>(at + count));
          for (const Id child : element.children) REQUIRE(elements.contains(child));
          at += count;
          break;
        }
        case Op::rebind: {
          const Id now = w[at++];
          REQUIRE_FALSE(elements.contains(now));
          PageElement moved = std::move(element);
          elements.erase(id);
          for (auto& [other, one] : elements) {
            if (one.parent == id) one.parent = now;
            for (Id& child : one.children)
              if (child == id) child = now;
          }
          elements[now] = std::move(moved);
          break;
        }
        default: FAIL("an operation that no frame causes");
      }
    }
  }

  void check(const NodeList& list) const {
    CHECK(elements.size() == list.nodes.size() + 1);
    std::map<Id, std::vector<Id>> children;
    for (const Node& node : list.nodes) {
      REQUIRE(elements.contains(node.id));
      const PageElement& element = elements.at(node.id);
      CHECK(element.role == static_cast<std::uint32_t>(node.role));
      CHECK(element.rect == node.rect);
      CHECK(element.name == list.view(node.name));
      CHECK(element.value == list.view(node.value));
      CHECK(element.attributes == list.view(node.attributes));
      CHECK(element.state == node.state);
      CHECK(element.content == node.content_height);
      CHECK(element.content_width == node.content_width);
      children[node.parent].push_back(node.id);
    }
    for (const auto& [parent, expected] : children) CHECK(elements.at(parent).children == expected);
  }
};

Node make_node(NodeList& list, Id id, Id parent, Role role, std::string_view name) {
  Node node;
  node.id = id;
  node.parent = parent;
  node.role = role;
  node.name = list.add(name);
  node.value = list.add("");
  node.attributes = list.add("");
  return node;
}

// A grid whose rows [first, last) are described, each with two cells.
NodeList rows(int first, int last) {
  NodeList list;
  list.nodes.push_back(make_node(list, 1, 0, Role::row_group, ""));
  for (int i = first; i < last; ++i) {
    const Id row = static_cast<Id>(1000 + i * 10);
    list.nodes.push_back(make_node(list, row, 1, Role::row, ""));
    list.nodes.back().rect.y = i * 44 * 64;
    for (Id cell = 1; cell <= 2; ++cell)
      list.nodes.push_back(make_node(list, row + cell, row, Role::cell, "cell " + std::to_string(row + cell)));
  }
  return list;
}

std::set<int> serials(const Page& page) {
  std::set<int> result;
  for (const auto& [id, element] : page.elements)
    if (id) result.insert(element.serial);
  return result;
}

// A tree of nested groups, rows and texts, different in a few places from call to call.
void add_random(NodeList& list, std::mt19937& random, Id parent, int depth, std::set<Id>& used) {
  const auto pick = [&](unsigned below) { return static_cast<unsigned>(random()) % below; };
  const unsigned count = 1 + pick(5);
  for (unsigned i = 0; i < count; ++i) {
    const Id id = 1 + pick(60);
    if (!used.insert(id).second) continue;
    static constexpr Role kinds[] = {Role::group, Role::row, Role::text, Role::list_item, Role::button};
    Node node = make_node(list, id, parent, kinds[pick(8) == 0 ? pick(5) : id % 5], "name " + std::to_string(pick(3)));
    node.rect = {static_cast<std::int32_t>(pick(3)), static_cast<std::int32_t>(pick(100)), 64, 64};
    node.state = pick(2);
    if (pick(4) == 0) node.attributes = list.add("href\x1F/people\x1E");
    list.nodes.push_back(node);
    if (depth < 3 && pick(3)) add_random(list, random, id, depth + 1, used);
  }
}

}  // namespace

TEST_CASE("an unchanged frame is no operation") {
  Mirror mirror;
  Operations first, second;
  NodeList list = rows(0, 10);
  mirror.update(list, first);
  list = rows(0, 10);
  mirror.update(list, second);
  CHECK_FALSE(first.empty());
  CHECK(second.empty());
}

TEST_CASE("scrolling a list gives the elements of rows that leave to rows that come") {
  Mirror mirror;
  Page page;
  Operations operations;
  NodeList list = rows(0, 20);
  mirror.update(list, operations);
  page.apply(operations);
  const auto before = serials(page);
  operations.clear();
  list = rows(5, 25);
  mirror.update(list, operations);
  page.apply(operations);
  page.check(mirror.shown());
  CHECK(serials(page) == before);
}

TEST_CASE("rows that stay keep their own elements when others leave") {
  Mirror mirror;
  Page page;
  Operations operations;
  NodeList list = rows(0, 10);
  mirror.update(list, operations);
  page.apply(operations);
  const int serial = page.elements.at(1000 + 7 * 10).serial;
  operations.clear();
  list = rows(6, 12);
  mirror.update(list, operations);
  page.apply(operations);
  page.check(mirror.shown());
  CHECK(page.elements.at(1000 + 7 * 10).serial == serial);
}

TEST_CASE("a value that the page typed itself is not sent back") {
  Mirror mirror;
  Operations operations;
  const auto field = [](std::string_view value) {
    NodeList list;
    list.nodes.push_back(make_node(list, 5, 0, Role::text_field, "Name"));
    list.nodes.back().value = list.add(value);
    return list;
  };
  NodeList list = field("");
  mirror.update(list, operations);
  mirror.set_shown_value(5, "Zoë");
  operations.clear();
  list = field("Zoë");
  mirror.update(list, operations);
  CHECK(operations.empty());
  list = field("changed by the program");
  mirror.update(list, operations);
  CHECK_FALSE(operations.empty());
}

TEST_CASE("any frame after any other leaves the page as the second one says") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  Mirror mirror;
  Page page;
  for (int frame = 0; frame < 3000; ++frame) {
    NodeList list;
    std::set<Id> used;
    add_random(list, random, 0, 0, used);
    Operations operations;
    mirror.update(list, operations);
    page.apply(operations);
    page.check(mirror.shown());
  }
}

TEST_CASE("a click is heard once and forgotten with its frame") {
  Input input;
  input.click(7);
  CHECK(input.take_click(7));
  CHECK_FALSE(input.take_click(7));
  input.click(8);
  input.forget_events();
  CHECK_FALSE(input.take_click(8));
}

TEST_CASE("leaving a field is heard in the frame in which the focus moved") {
  Input input;
  input.focus(3, 0);
  input.forget_events();
  input.focus(4, 9);
  CHECK(input.left(3));
  CHECK(input.focused() == 4);
  CHECK(input.focused_row() == 9);
  input.forget_events();
  CHECK_FALSE(input.left(3));
}

TEST_CASE("pieces cut off a rectangle leave the rest and are never larger than it") {
  Rect area{0, 0, 100, 50};
  CHECK(area.take_top(20, 10).h == 20);
  CHECK(area.y == 30);
  CHECK(area.h == 20);
  CHECK(area.take_right(500).w == 100);
  CHECK(area.w == 0);
}

TEST_CASE("a field grid fills rows from the left and starts a new one when a field does not fit") {
  FieldGrid grid({0, 0, 216, 0}, 2, 16);
  CHECK(grid.next(60).x == 0);
  CHECK(grid.next(80).x == 116);
  const Rect wide = grid.next(40, 2);
  CHECK(wide.y == 96);
  CHECK(wide.w == 216);
  CHECK(grid.bottom() == 136);
}
