#include "server/backup/failure.h"

namespace servicecard::backup {

std::string_view to_string(BackupError error) {
  switch (error) {
    case BackupError::no_data:
      return "no_data";
    case BackupError::occupied:
      return "occupied";
    case BackupError::unreadable:
      return "unreadable";
    case BackupError::unsound:
      return "unsound";
    case BackupError::not_a_backup:
      return "not_a_backup";
    case BackupError::newer:
      return "newer";
    case BackupError::wrong_passphrase:
      return "wrong_passphrase";
    case BackupError::damaged:
      return "damaged";
    case BackupError::foreign_pack:
      return "foreign_pack";
    case BackupError::older_pack:
      return "older_pack";
  }
  return {};
}

Bilingual text_of(BackupError error) {
  switch (error) {
    case BackupError::no_data:
      return {"这里没有完整的数据目录", "no whole data directory is there"};
    case BackupError::occupied:
      return {"该处已有内容：请另选名称，备份与恢复从不覆盖",
              "something is already there: choose another name, nothing is ever overwritten"};
    case BackupError::unreadable:
      return {"系统拒绝读写", "the system does not let us read or write it"};
    case BackupError::unsound:
      return {"数据库已损坏或日志对不上：请用更早的备份，并查明原因",
              "the database is damaged or its journal does not add up: take an earlier backup, and "
              "find out why"};
    case BackupError::not_a_backup:
      return {"不是 cardctl backup 写的文件", "not a file that cardctl backup wrote"};
    case BackupError::newer:
      return {"由更新版本的程序写成：请用该版本", "made by a newer program: use that one"};
    case BackupError::wrong_passphrase:
      return {"备份口令不对，或文件头被改动",
              "the passphrase does not open it, or its head was altered"};
    case BackupError::damaged:
      return {"备份文件被改动、截断或加长：请取另一份",
              "the backup was altered, cut or made longer: take another copy"};
    case BackupError::foreign_pack:
      return {"离线包不属于此备份的发卡机构，或被改动",
              "the pack is not of the issuer of this backup, or was altered"};
    case BackupError::older_pack:
      return {"离线包比备份还旧：请取最后公布的那一份",
              "the pack is older than the backup: take the last one that was published"};
  }
  return {};
}

}  // namespace servicecard::backup
