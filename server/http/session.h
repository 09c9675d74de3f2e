#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include "server/http/admission.h"
#include "server/http/events.h"
#include "server/http/io_thread.h"
#include "server/http/options.h"
#include "server/http/router.h"
#include "server/http/work_pool.h"

namespace servicecard::http {

/// What all sessions of a server share. Outlives them.
struct SessionRoom {
  const Router& router;
  const ServerOptions& options;
  const Events& events;
  Admission& admission;
  WorkPool& pool;
  boost::asio::ssl::context* tls = nullptr;  ///< none: plain HTTP
};

/// Serves one connection to its end, on `thread`, on which the socket must live and which must be
/// the calling one. A ticket that was not admitted is told so and closed.
void start_session(const SessionRoom& room, IoThread& thread, boost::asio::ip::tcp::socket socket,
                   Admission::Ticket ticket);

}  // namespace servicecard::http
