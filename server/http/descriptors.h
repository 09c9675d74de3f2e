#pragma once

#include <cstddef>

namespace servicecard::http {

/// Descriptors that a server holds beside its connections: files, the database, its listener, and
/// clients that are being turned away.
inline constexpr std::size_t other_descriptors = 256;

/// Raises the number of files that this process may have open to what so many connections need, as
/// far as the system lets it. Gives how many connections there is room for, at most those.
[[nodiscard]] std::size_t make_room_for(std::size_t connections);

}  // namespace servicecard::http
