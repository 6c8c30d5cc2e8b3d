#include "domain/person_name.h"

#include <catch_amalgamated.hpp>

using vinculo::person_name;

TEST_CASE("a name is put together as people in its script write it") {
  CHECK(person_name("Ana", "Souza") == "Ana Souza");
  CHECK(person_name("Ana", "") == "Ana");
  CHECK(person_name("", "Souza") == "Souza");
  CHECK(person_name("太郎", "山田") == "山田太郎");
  CHECK(person_name("はなこ", "佐々木") == "佐々木はなこ");
  CHECK(person_name("小明", "王") == "王小明");
  CHECK(person_name("민준", "김") == "김민준");
  CHECK(person_name("マリア", "ロペス") == "マリア ロペス");  // a foreign name
  CHECK(person_name("Иван", "Петров") == "Иван Петров");
  CHECK(person_name("Yuki", "田中") == "Yuki 田中");
  CHECK(person_name("\xFF", "山") == "\xFF 山");
}
