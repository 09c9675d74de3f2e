#include "server/api/use_problems.h"

#include <array>
#include <string>
#include <utility>

#include "cardlib/credential/verdict.h"
#include "server/api/format.h"

namespace servicecard::api {
namespace {

using counter::UseError;

struct UseProblem {
  UseError error = UseError::no_such_verification;
  unsigned status = 404;
  Bilingual title;
  Bilingual detail;
};

constexpr std::array problems = {
    UseProblem{UseError::no_such_verification,
               404,
               {"没有这次核验", "No such verification"},
               {"请用本单位核验结果中的 id", "Use the id of a verification of your own"}},
    UseProblem{
        UseError::no_such_redemption, 404, {"没有这条使用登记", "No such redemption"}, {"", ""}},
    UseProblem{UseError::no_such_card, 404, {"没有这张卡", "No such card"}, {"", ""}},
    UseProblem{UseError::no_such_receipt,
               404,
               {"没有这张回执", "No such receipt"},
               {"请核对回执编号", "Compare the code with the receipt"}},
    UseProblem{UseError::verification_not_valid,
               409,
               {"该次核验结果不是有效", "That verification did not find the card valid"},
               {"请重新核验", "Check the card again"}},
    UseProblem{UseError::verification_too_old,
               409,
               {"该次核验已超过 12 小时", "That verification is over 12 hours old"},
               {"请重新核验", "Check the card again"}},
    UseProblem{UseError::partner_not_contracted,
               409,
               {"本单位当前没有有效的协议", "Your contract is not in force"},
               {"请联系发卡单位", "Ask the issuing desk"}},
    UseProblem{UseError::no_such_service,
               422,
               {"本单位所属领域没有这项服务", "No such service in your sector"},
               {"请使用服务目录中本领域的服务代码", "Use a code of the catalogue in your sector"}},
    UseProblem{UseError::no_such_site,
               422,
               {"本单位没有这个服务点", "No such site of yours"},
               {"请使用已登记的服务点代码", "Use the code of a site on record"}},
    UseProblem{UseError::card_not_valid,
               409,
               {"这张卡现在不是有效状态", "The card is not valid now"},
               {"请按核验结果处理", "Act on the verdict"}},
    UseProblem{UseError::not_entitled,
               409,
               {"这张卡不含这项服务", "The card does not have this service"},
               {"请选择卡上含有的服务", "Choose a service that the card has"}},
    UseProblem{UseError::not_for_them,
               409,
               {"这项服务不能为该亲属使用", "The service is not for that relation of the holder"},
               {"请按服务规定的对象选择", "Choose one of those that the service is for"}},
    UseProblem{UseError::quota_used,
               409,
               {"这项服务的次数已用完", "The quota of this service is used up"},
               {"本期内不能再使用", "It cannot be used again in this period"}},
    UseProblem{UseError::key_reused,
               409,
               {"这个幂等键已用于另一个请求", "The idempotency key stood for another request"},
               {"新的请求请使用新的键", "Use a new key for a new request"}},
    UseProblem{UseError::noted_before,
               409,
               {"这次核验已登记过别的结果", "The verification has another outcome already"},
               {"", ""}},
    UseProblem{UseError::voided_before, 409, {"这条登记已作废", "It is voided already"}, {"", ""}},
    UseProblem{
        UseError::too_late,
        409,
        {"已超过 30 分钟，本单位不能再作废", "The 30 minutes in which you can void it are over"},
        {"请联系发卡单位作废", "Ask the issuing desk to void it"}},
    UseProblem{UseError::note_needed,
               422,
               {"选择其他原因时请填写说明", "With the reason other, say what it is"},
               {"", ""}},
    UseProblem{
        UseError::bad_note,
        422,
        {"说明应为一行，最多 200 个字", "The note must be one line of at most 200 characters"},
        {"", ""}},
    UseProblem{
        UseError::bad_reason,
        422,
        {"请填写原因，一行，最多 200 个字", "Give a reason: one line of at most 200 characters"},
        {"", ""}},
    UseProblem{UseError::cannot_sign,
               503,
               {"回执签名密钥暂不可用", "No key can sign receipts now"},
               {"使用未登记。请稍后重试；若仍如此，请管理员执行 cardctl key rotate receipt",
                "The use is not recorded. Try again shortly; if it stays so, an administrator runs "
                "cardctl key rotate receipt"}}};

const UseProblem& row_of(UseError error) {
  for (const UseProblem& problem : problems) {
    if (problem.error == error) return problem;
  }
  std::unreachable();
}

http::Text text(Bilingual both) { return {.zh = std::string(both.zh), .en = std::string(both.en)}; }

}  // namespace

http::Problem problem_of(const counter::UseRefusal& refusal) {
  const UseProblem& row = row_of(refusal.error);
  http::Problem problem{.status = row.status,
                        .name = to_string(refusal.error),
                        .title = text(row.title),
                        .detail = text(row.detail)};
  if (refusal.verdict) {
    problem.extensions["verdict"] = to_string(*refusal.verdict);
    problem.extensions["text"] = text_json(word_of(*refusal.verdict));
    problem.extensions["next_step"] = text_json(next_step_of(*refusal.verdict));
  }
  return problem;
}

http::Problem idempotency_key_needed() {
  return {
      .status = 400,
      .name = "idempotency-key-needed",
      .title = {.zh = "请求头缺少 Idempotency-Key", .en = "The header Idempotency-Key is missing"},
      .detail = {.zh = "1 到 64 个可见 ASCII 字符；重试时用同一个键，新的请求用新的键",
                 .en = "1 to 64 visible ASCII characters; the same for a retry, a new one for "
                       "a new request"}};
}

}  // namespace servicecard::api
