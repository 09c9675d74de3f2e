#include "server/desk/roster_error.h"

namespace servicecard::desk {

std::string_view to_string(RosterFileError error) {
  switch (error) {
    case RosterFileError::spreadsheet:
      return "spreadsheet";
    case RosterFileError::damaged_workbook:
      return "damaged-workbook";
    case RosterFileError::large_workbook:
      return "large-workbook";
    case RosterFileError::old_calendar:
      return "old-calendar";
    case RosterFileError::not_text:
      return "not-text";
    case RosterFileError::bad_quotes:
      return "bad-quotes";
    case RosterFileError::too_many_cells:
      return "too-many-cells";
    case RosterFileError::empty:
      return "empty";
    case RosterFileError::no_code_column:
      return "no-code-column";
    case RosterFileError::repeated_column:
      return "repeated-column";
    case RosterFileError::missing_column:
      return "missing-column";
    case RosterFileError::too_many_rows:
      return "too-many-rows";
    case RosterFileError::too_many_mistakes:
      return "too-many-mistakes";
  }
  return {};
}

Bilingual text_of(RosterFileError error) {
  switch (error) {
    case RosterFileError::spreadsheet:
      return {"这是旧版 .xls 或设有密码的 Excel 文件，请不设密码另存为 .xlsx 或 CSV",
              "This is an old .xls file or has a password; save it as .xlsx or CSV without one"};
    case RosterFileError::damaged_workbook:
      return {"文件不是完好的 Excel 工作簿，请用 Excel 打开并重新保存为 .xlsx",
              "The file is no sound Excel workbook; open it in Excel and save it as .xlsx again"};
    case RosterFileError::large_workbook:
      return {"工作簿展开后过大，请只保留名册一张表，或分成几个文件",
              "The workbook holds too much; keep the roster's sheet alone, or split it"};
    case RosterFileError::old_calendar:
      return {"工作簿使用 1904 日期系统：请在 Excel 选项“高级”中取消后重新填写日期",
              "The workbook counts days from 1904: switch that off in Excel's advanced options, "
              "and check the dates"};
    case RosterFileError::not_text:
      return {"文件既不是 UTF-8 也不是 GB18030 文本，请另存为“CSV UTF-8”",
              "The file is neither UTF-8 nor GB18030; save it as “CSV UTF-8”"};
    case RosterFileError::bad_quotes:
      return {"引号不成对，请用 Excel 重新保存为 CSV", "The quotes of a cell do not match"};
    case RosterFileError::too_many_cells:
      return {"一行的单元格过多", "A line has too many cells"};
    case RosterFileError::empty:
      return {"文件是空的", "The file is empty"};
    case RosterFileError::no_code_column:
      return {"第一行应为表头，且有“统一社会信用代码”一列",
              "The first line must hold the headers, “uscc” or “统一社会信用代码” among them"};
    case RosterFileError::repeated_column:
      return {"两列的表头含义相同，请删去一列", "Two columns have the same meaning; remove one"};
    case RosterFileError::missing_column:
      return {"缺少必需的列，请对照模板", "A column that is needed is missing; see the template"};
    case RosterFileError::too_many_rows:
      return {"行数过多，请分成几个文件导入", "Too many rows; split the file"};
    case RosterFileError::too_many_mistakes:
      return {"错误的行太多，请核对是否选错了文件",
              "Too many rows are wrong: is it the right file?"};
  }
  return {};
}

std::string_view to_string(RosterRowError error) {
  switch (error) {
    case RosterRowError::missing:
      return "missing";
    case RosterRowError::too_many_cells:
      return "too-many-cells";
    case RosterRowError::bad_code:
      return "bad-code";
    case RosterRowError::fake_code:
      return "fake-code";
    case RosterRowError::bad_name:
      return "bad-name";
    case RosterRowError::bad_credit_status:
      return "bad-credit-status";
    case RosterRowError::bad_designation:
      return "bad-designation";
    case RosterRowError::bad_date:
      return "bad-date";
    case RosterRowError::end_before_start:
      return "end-before-start";
    case RosterRowError::bad_year:
      return "bad-year";
    case RosterRowError::future_year:
      return "future-year";
    case RosterRowError::bad_amount:
      return "bad-amount";
    case RosterRowError::bad_basis:
      return "bad-basis";
    case RosterRowError::bad_role:
      return "bad-role";
    case RosterRowError::bad_phone:
      return "bad-phone";
    case RosterRowError::bad_resident_id:
      return "bad-resident-id";
    case RosterRowError::destroyed_by_excel:
      return "destroyed-by-excel";
    case RosterRowError::no_such_enterprise:
      return "no-such-enterprise";
    case RosterRowError::at_other_enterprise:
      return "at-other-enterprise";
    case RosterRowError::contradiction:
      return "contradiction";
  }
  return {};
}

Bilingual text_of(RosterRowError error) {
  switch (error) {
    case RosterRowError::missing:
      return {"此处不能为空", "must not be empty"};
    case RosterRowError::too_many_cells:
      return {"本行的单元格多于表头，请核对逗号", "has more cells than there are headers"};
    case RosterRowError::bad_code:
      return {"统一社会信用代码有误，请核对 18 位及校验码",
              "not a unified social credit code; check its 18 characters"};
    case RosterRowError::fake_code:
      return {"正式系统不接受演示用的 FAKE 代码", "a FAKE code is for demonstrations only"};
    case RosterRowError::bad_name:
      return {"名称过长、含控制字符或是一串号码，请核对",
              "too long, with control characters, or a number; check it"};
    case RosterRowError::bad_credit_status:
      return {"应为良好、失信或未查", "must be good, dishonest or unknown"};
    case RosterRowError::bad_designation:
      return {"没有这种认定", "no such kind of designation"};
    case RosterRowError::bad_date:
      return {"日期有误，应如 2021-07-05、2021/7/5 或 2021年7月5日",
              "not a date; write it like 2021-07-05"};
    case RosterRowError::end_before_start:
      return {"截止日期早于起始日期", "the last day lies before the first"};
    case RosterRowError::bad_year:
      return {"年度有误，应如 2025", "not a year; write it like 2025"};
    case RosterRowError::future_year:
      return {"该年度尚未结束，不能登记全年纳税额",
              "that year has not ended, so its tax cannot be recorded"};
    case RosterRowError::bad_amount:
      return {"金额有误：应为不小于零的数，元最多两位小数，万元最多六位小数",
              "not an amount: at least zero, at most two decimals (six in 万元)"};
    case RosterRowError::bad_basis:
      return {"应为入库或申报", "must be paid or declared"};
    case RosterRowError::bad_role:
      return {"应为企业负责人或高层次人才", "must be principal or talent"};
    case RosterRowError::bad_phone:
      return {"应为 11 位手机号或 0379-12345678 这样的座机号",
              "must be a mobile or a landline number"};
    case RosterRowError::bad_resident_id:
      return {"身份证号有误，请核对 18 位、出生日期及校验码",
              "not a resident ID; check its 18 characters and the date in it"};
    case RosterRowError::destroyed_by_excel:
      return {"号码已被 Excel 改成数字，后几位已丢失：请把该列设为“文本”后重新填写",
              "Excel turned this into a number and lost its last digits: format the column as "
              "text and enter it again"};
    case RosterRowError::no_such_enterprise:
      return {"没有登记这家企业，请先导入企业名册",
              "no such enterprise is on record; import the enterprises first"};
    case RosterRowError::at_other_enterprise:
      return {"此人已登记在另一家企业，请先核实并办理变更",
              "this person is on record at another enterprise; clear that up first"};
    case RosterRowError::contradiction:
      return {"与本文件中前面的行不一致", "an earlier row of this file says otherwise"};
  }
  return {};
}

}  // namespace servicecard::desk
