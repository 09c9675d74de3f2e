-- For wrk: posts the questions of a file, a body a line, in turn, with a partner's API key.
--   wrk … -s post.lua URL -- QUESTIONS KEY [PAUSE]
-- With a pause every connection waits so many milliseconds before each request.
local requests, last = {}, 0

function init(arguments)
  local key = io.lines(arguments[2])()
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. key
  for question in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format(nil, nil, nil, question)
  end
  local pause = tonumber(arguments[3])
  if pause then
    function delay() return pause end
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end
