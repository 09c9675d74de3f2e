# counter.py: checks a card at a counter, with nothing but Python 3.11.
#   python3 counter.py check [SERVICE] < token.txt
#   python3 counter.py use SERVICE FOR < token.txt
#   python3 counter.py void USE REASON
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

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


def show(service=None):
    """Checks what stands on standard input, and shows it."""
    answer = check(sys.stdin.read().strip(), service)
    print(f"{answer['verdict']} ({answer['colour']}): {answer['next_step']['en']}")
    if answer["card"]:
        print("{holder_name}, {number}, until {valid_until}".format(**answer["card"]))
    for state in answer.get("services", []):
        print(f"  {state['code']}: {state['state']}")
    return answer


def use(service, beneficiary):
    """Records a use of a card that is valid. The key of the request is made once, so that a
    repeated request counts once."""
    answer = show(service)
    if answer["verdict"] == "valid":
        recorded = call("POST", "/v1/redemptions",
                        {"verification_id": answer["id"], "service": service, "for": beneficiary},
                        {"Idempotency-Key": str(uuid.uuid4())})
        print(f"use {recorded['id']}, receipt {recorded['receipt']['code']}")
    return answer


def take_back(use_id, reason):
    call("POST", f"/v1/redemptions/{use_id}/void", {"reason": reason})
    print(f"use {use_id} is void")


def main():
    verb, *words = sys.argv[1:]
    try:
        answer = {"check": show, "use": use, "void": take_back}[verb](*words)
    except Problem as problem:
        print(f"{problem.name}: {problem}")
        return 3
    return {"green": 0, "red": 1, "amber": 3}[answer["colour"]] if answer else 0


if __name__ == "__main__":
    sys.exit(main())
