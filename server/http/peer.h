#pragma once

#include <string>

#include <boost/asio/ip/address.hpp>

#include "server/http/headers.h"

namespace servicecard::http {

/// As text, an IPv4 address written in IPv6 as the IPv4 address that it is.
[[nodiscard]] std::string address_text(const boost::asio::ip::address& address);

/// The client that the nearest proxy names: the last item of X-Forwarded-For, since all before it
/// are the client's own words. `proxy` where there is none or it is no address.
[[nodiscard]] std::string forwarded_peer(const Headers& headers, const std::string& proxy);

}  // namespace servicecard::http
