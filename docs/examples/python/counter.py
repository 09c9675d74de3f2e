# counter.py: checks a card at a counter, with nothing but Python 3.11.
#   python3 counter.py check < token.txt
import json
import os
import sys
import time
import urllib.error
import urllib.request

SERVER, KEY = os.environ["SERVICECARD"], os.environ["SERVICECARD_KEY"]
CANNOT_TELL = {"verdict": "offline", "colour": "amber",
               "next_step": {"en": "Try again, or check offline."}, "card": None}


class Problem(Exception):
    """A refusal of the API (RFC 9457). `name` is what a program decides by."""

    def __init__(self, document):
        super().__init__(document.get("detail", document["title"]))
        self.name = document["type"].split("/")[-1]
        self.status = document["status"]


def call(method, path, body, headers=None):
    """One request. What may succeed a moment later is sent again, twice at most."""
    request = urllib.request.Request(SERVER + path, json.dumps(body).encode(), method=method, headers={
        "Authorization": "Bearer " + KEY, "Content-Type": "application/json",
        "Accept-Language": "en", **(headers or {})})
    for pause in (0.25, 0.5, None):
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            if error.code != 503 or pause is None:
                raise Problem(json.load(error)) from None
        except OSError:
            if pause is None:
                raise ConnectionError("no answer") from None
        time.sleep(pause)


def check(presentation, service=None):
    """A verdict, whatever happens: no answer is never "valid" and never "revoked"."""
    question = {"presentation": presentation}
    if service:
        question["service"] = service
    try:
        return call("POST", "/v1/verifications", question)
    except ConnectionError:
        return CANNOT_TELL


def main():
    service = sys.argv[2] if len(sys.argv) > 2 else None
    answer = check(sys.stdin.read().strip(), service)
    print(f"{answer['verdict']} ({answer['colour']}): {answer['next_step']['en']}")
    if answer["card"]:
        print("{holder_name}, {number}, until {valid_until}".format(**answer["card"]))
    for state in answer.get("services", []):
        print(f"  {state['code']}: {state['state']}")
    return {"green": 0, "red": 1, "amber": 3}[answer["colour"]]


if __name__ == "__main__":
    sys.exit(main())
