#include <catch_amalgamated.hpp>

#include <array>
#include <unordered_set>

#include "base/sha256.h"
#include "base/uuid.h"
#include "support/random.h"

using namespace vinculo;

TEST_CASE("sha256 gives the digests of FIPS 180-4's examples") {
  const auto hex = [](std::string_view text) {
    std::string digits;
    for (const std::uint8_t byte : sha256(as_bytes(text))) {
      digits += "0123456789abcdef"[byte >> 4];
      digits += "0123456789abcdef"[byte & 15];
    }
    return digits;
  };
  CHECK(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a version 7 id has the layout of RFC 9562") {
  // The example of RFC 9562 appendix A.6: 2022-02-22T19:22:22.000Z.
  const Uuid id = make_uuid_v7(0x017F22E279B0, 0xFFFF, 0);
  CHECK(to_string(id).substr(0, 15) == "017f22e2-79b0-7");
  CHECK((id.bytes[8] & 0xc0) == 0x80);
}

TEST_CASE("an id written as text is read back") {
  test::Random random;
  for (int i = 0; i < 100; ++i) {
    const Uuid id = random.id();
    CHECK(parse_uuid(to_string(id)) == id);
  }
  CHECK_FALSE(parse_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398"));
  CHECK_FALSE(parse_uuid("017f22e2x79b0-7cc3-98c4-dc0c0c07398f"));
  CHECK_FALSE(parse_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398g"));
}

TEST_CASE("a derived id follows from its purpose and parts and from where one part ends") {
  const std::array<ByteView, 2> one = {as_bytes("ab"), as_bytes("c")};
  const std::array<ByteView, 2> other = {as_bytes("a"), as_bytes("bc")};
  CHECK(derive_uuid("labelling", one) == derive_uuid("labelling", one));
  CHECK(derive_uuid("labelling", one) != derive_uuid("labelling", other));
  CHECK(derive_uuid("labelling", one) != derive_uuid("conflict", one));
  CHECK((derive_uuid("labelling", one).bytes[6] >> 4) == 8);
  // Persisted: the same in every version of this program.
  CHECK(to_string(derive_uuid("labelling", one)) == "2450faf7-b438-8167-935d-2e88a5c862bc");
}

TEST_CASE("ids made in the same millisecond hash apart") {
  test::Random random;
  std::unordered_set<std::size_t> hashes;
  for (int i = 0; i < 1000; ++i) hashes.insert(std::hash<Uuid>{}(make_uuid_v7(1, random.bits(), random.bits())));
  CHECK(hashes.size() > 990);
}
