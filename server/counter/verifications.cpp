#include "server/counter/verifications.h"

#include <exception>
#include <memory>
#include <utility>

#include "server/store/once.h"

namespace servicecard::counter {

void Verifications::verify(const Caller& caller, const VerificationQuestion& question, Time now,
                           VerificationDone done) {
  auto judgement = judge_.judge(caller, question, now);
  if (!judgement) {
    done(std::unexpected(judgement.error()));
    return;
  }
  log(std::make_shared<Judgement>(*std::move(judgement)), std::move(done));
}

void Verifications::log(const std::shared_ptr<Judgement>& judgement, VerificationDone done) {
  store_.write_async(
      [judgement](store::Transaction& transaction) {
        const auto& nonce = judgement->nonce;
        if (nonce) store::nonces::forget(transaction, judgement->row.time);
        if (nonce && !store::nonces::consume(transaction, nonce->text, nonce->end)) {
          VerificationAnswer& answer = judgement->answer;
          answer.refusal = Refusal::key_binding_wrong_nonce;
          answer.card.reset();
          answer.services.clear();
          judgement->row.verdict = to_string(answer.verdict());
        }
        return store::verifications::append(transaction, judgement->row);
      },
      [judgement,
       done = std::move(done)](std::expected<std::int64_t, std::exception_ptr> logged) mutable {
        if (!logged) {
          done(std::unexpected(VerificationFailure{.error = VerificationError::not_logged}));
          return;
        }
        judgement->answer.id = *logged;
        done(std::move(judgement->answer));
      });
}

}  // namespace servicecard::counter
