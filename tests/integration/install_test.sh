#!/usr/bin/env bash
# The card library as a stranger uses it: installed alone, found by CMake, linked by the example of
# docs/examples/verify, which checks cards with an offline pack. CARD_BUILD names the build to install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

build=${CARD_BUILD:-build/release}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

expect() {  # exit code, word, command…
  local code=$1 word=$2 status=0 output
  shift 2
  output=$("$@" 2>&1) || status=$?
  if [ "$status" -ne "$code" ] || [[ $output != *"$word"* ]]; then
    printf 'expected %s with exit code %d, got %d: %s\n' "$word" "$code" "$status" "$output" >&2
    exit 1
  fi
}

cmake --build "$build" --target servicecard_cardlib sample_pack
cmake --install "$build" --prefix "$work/prefix" --component cardlib
[ -f "$work/prefix/include/servicecard/cardlib/credential/verifier.h" ]

# Every installed header compiles from the installed tree alone.
mkdir "$work/headers"
(cd "$work/prefix/include/servicecard" && find . -name '*.h' -printf '#include <%P>\n' | sort) >"$work/headers/all.cpp"
cat >"$work/headers/CMakeLists.txt" <<'TEXT'
cmake_minimum_required(VERSION 3.25)
project(headers LANGUAGES CXX)
find_package(servicecard REQUIRED)
add_library(headers OBJECT all.cpp)
target_link_libraries(headers PRIVATE servicecard::cardlib)
TEXT
for project in "$work/headers" docs/examples/verify docs/examples/embedded; do
  cmake -G Ninja -S "$project" -B "$work/build/$(basename "$project")" \
    -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_BUILD_TYPE=Release
  cmake --build "$work/build/$(basename "$project")"
done

"$build/tests/sample_pack" "$work"
cd "$work"
verify() { "$work/build/verify/verify_card" root.jwk "$2" state <"$1"; }
expect 0 "有效 valid" verify wallet.txt old.pack
expect 0 "有效 valid" verify printed.txt new.pack
expect 1 "已注销 revoked" verify revoked.txt new.pack
expect 1 "签名无效 bad_signature" verify forged.txt new.pack
expect 3 "无法识读 unreadable" verify root.jwk new.pack
expect 4 "pack refused: older_trust_list" verify wallet.txt old.pack
printf 'x' >>state
expect 4 "state is damaged" verify wallet.txt new.pack
expect 4 "bad pack: malformed" verify wallet.txt wallet.txt
embedded() { "$work/build/embedded/embedded" root.jwk "$2" <"$1"; }
expect 0 "valid: check the holder's ID" embedded printed.txt new.pack
expect 1 "revoked" embedded revoked.txt new.pack
echo "the installed library verifies cards"
