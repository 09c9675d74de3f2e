#include "server/api/record_problems.h"

#include <utility>

#include "server/api/daily_cap.h"

namespace servicecard::api {
namespace {

using desk::RecordError;

unsigned status_of(RecordError error) {
  switch (error) {
    case RecordError::no_such_enterprise:
    case RecordError::no_such_designation:
    case RecordError::no_such_tax_record:
    case RecordError::no_such_person:
    case RecordError::no_such_contact:
    case RecordError::no_phone:
      return 404;
    case RecordError::own_entry:
      return 403;
    case RecordError::many_contacts:
    case RecordError::enterprise_exists:
    case RecordError::designation_exists:
    case RecordError::person_exists:
    case RecordError::left_already:
    case RecordError::same_amount:
    case RecordError::confirmed_already:
    case RecordError::superseded:
    case RecordError::no_policy:
      return 409;
    case RecordError::fake_code:
    case RecordError::empty_name:
    case RecordError::bad_name:
    case RecordError::end_before_start:
    case RecordError::future_year:
    case RecordError::future_day:
    case RecordError::bad_reason:
      return 422;
    case RecordError::daily_cap:
      return 429;
  }
  std::unreachable();
}

// Of what is not on record.
http::Text title_of_missing(RecordError error) {
  switch (error) {
    case RecordError::no_such_enterprise:
      return {.zh = "没有登记这家企业", .en = "No such enterprise"};
    case RecordError::no_such_designation:
      return {.zh = "该企业没有这条认定", .en = "The enterprise has no such designation"};
    case RecordError::no_such_tax_record:
      return {.zh = "该企业没有这条纳税记录", .en = "The enterprise has no such tax record"};
    case RecordError::no_such_person:
      return {.zh = "没有登记这个人", .en = "No such person"};
    case RecordError::no_such_contact:
      return {.zh = "该企业没有这位联系人", .en = "The enterprise has no such contact"};
    case RecordError::no_phone:
      return {.zh = "没有登记此人的电话", .en = "No phone of that person is on record"};
    default:
      std::unreachable();
  }
}

http::Text title_of(RecordError error) {
  switch (error) {
    case RecordError::no_such_enterprise:
    case RecordError::no_such_designation:
    case RecordError::no_such_tax_record:
    case RecordError::no_such_person:
    case RecordError::no_such_contact:
    case RecordError::no_phone:
      return title_of_missing(error);
    case RecordError::many_contacts:
      return {
          .zh = "一家企业最多 20 位联系人，请先移除不再联系的人",
          .en = "An enterprise has at most 20 contacts; strike off one who is not called any more"};
    case RecordError::enterprise_exists:
      return {.zh = "这家企业已登记", .en = "The enterprise is on record already"};
    case RecordError::designation_exists:
      return {.zh = "该企业自同一天起已有同一认定",
              .en = "The enterprise holds that designation from that day already"};
    case RecordError::person_exists:
      return {.zh = "这个身份证号已登记", .en = "That resident ID is on record already"};
    case RecordError::left_already:
      return {.zh = "此人已登记离职", .en = "The person has left already"};
    case RecordError::fake_code:
      return {.zh = "正式系统不接受演示用的 FAKE 代码",
              .en = "A FAKE code is for demonstrations only"};
    case RecordError::empty_name:
      return {.zh = "名称不能为空", .en = "The name must not be empty"};
    case RecordError::bad_name:
      return {.zh = "名称最多 100 个字，首尾不能有空格，也不能含控制字符",
              .en = "A name has at most 100 characters, no outer spaces and no control characters"};
    case RecordError::end_before_start:
      return {.zh = "结束日期早于开始日期", .en = "The last day lies before the first"};
    case RecordError::future_year:
      return {.zh = "该年度尚未结束，不能登记全年纳税额",
              .en = "That year has not ended, so its tax cannot be recorded"};
    case RecordError::future_day:
      return {.zh = "日期不能晚于今天", .en = "The day must not lie in the future"};
    case RecordError::same_amount:
      return {.zh = "与现有纳税记录相同，无需更正", .en = "The record that counts says the same"};
    case RecordError::own_entry:
      return {.zh = "录入人不能确认自己录入的记录，请由另一人确认",
              .en = "Whoever entered a record cannot confirm it; ask a colleague"};
    case RecordError::confirmed_already:
      return {.zh = "这条纳税记录已确认", .en = "The tax record is confirmed already"};
    case RecordError::superseded:
      return {.zh = "这条纳税记录已被更正，请确认新的记录",
              .en = "A later record has taken its place; confirm that one"};
    case RecordError::bad_reason:
      return {.zh = "请用 1 到 200 个字说明理由", .en = "Give a reason of 1 to 200 characters"};
    case RecordError::no_policy:
      return {.zh = "当前没有生效的政策，请管理员先发布政策",
              .en = "No policy is in force; an administrator has to publish one"};
    case RecordError::daily_cap:
      return daily_cap_title();
  }
  std::unreachable();
}

}  // namespace

http::Problem problem_of(RecordError error) {
  return {.status = status_of(error), .name = to_string(error), .title = title_of(error)};
}

http::Response refusal(const http::Request& request, RecordError error, Time now) {
  http::Response response = problem_response(request, problem_of(error));
  if (error == RecordError::daily_cap) add_wait_until_tomorrow(response, now);
  return response;
}

}  // namespace servicecard::api
