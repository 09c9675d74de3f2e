#include "server/http/peer.h"

#include <algorithm>

namespace servicecard::http {

namespace ip = boost::asio::ip;

std::string address_text(const ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

std::string forwarded_peer(const Headers& headers, const std::string& proxy) {
  std::string_view last;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (equal_ignoring_case(headers[i].name, "X-Forwarded-For")) last = headers[i].value;
  }
  last.remove_prefix(last.rfind(',') + 1);
  last.remove_prefix(std::min(last.size(), last.find_first_not_of(' ')));
  boost::system::error_code not_an_address;
  const auto address = ip::make_address(std::string(last), not_an_address);
  return not_an_address ? proxy : address_text(address);
}

}  // namespace servicecard::http
