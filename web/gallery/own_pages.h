// The pages, one file each.
#pragma once
#include <memory>

#include "gallery/page.h"

namespace vinculo::gallery {

std::unique_ptr<Page> controls_page(Host host);
std::unique_ptr<Page> fields_page(Host host);
std::unique_ptr<Page> form_page(Host host);
std::unique_ptr<Page> states_page(Host host);
std::unique_ptr<Page> values_page(Host host);
std::unique_ptr<Page> surfaces_page(Host host);
std::unique_ptr<Page> texts_page(Host host);
std::unique_ptr<Page> board_page(Host host);
std::unique_ptr<Page> table_page(Host host);
std::unique_ptr<Page> groups_page(Host host);
std::unique_ptr<Page> palette_page(Host host);
std::unique_ptr<Page> charts_page(Host host);
std::unique_ptr<Page> schedule_page(Host host);
std::unique_ptr<Page> timeline_page(Host host);

}  // namespace vinculo::gallery
