# Writes a C++ file that holds every migration: cmake -DOUT=FILE -DFILES=A.sql;B.sql -P this
set(rows "")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME_WE)
  string(REGEX MATCH "^([0-9][0-9][0-9][0-9])_" matched "${name}")
  if(NOT matched)
    message(FATAL_ERROR "${file}: not NNNN_name.sql")
  endif()
  string(REGEX REPLACE "^0+" "" number "${CMAKE_MATCH_1}")
  file(READ "${file}" sql)
  string(APPEND rows "    {${number}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE "${OUT}" "// Made from schema/*.sql by the build.
#include \"server/store/migration.h\"

namespace servicecard::store {

std::span<const Migration> built_in_migrations() {
  static constexpr Migration migrations[] = {
${rows}  };
  return migrations;
}

}  // namespace servicecard::store
")
