#include <filesystem>
#include <optional>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "cardlib/codec/base64url.h"
#include "cardlib/codec/json.h"
#include "cli/commands/commands.h"
#include "cli/files.h"
#include "cli/stop.h"
#include "server/backup/restore.h"

namespace servicecard::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* passphrase_variable = "CARD_BACKUP_PASSPHRASE";

keys::Passphrase passphrase_of_file(const fs::path& file) {
  auto passphrase = keys::passphrase_from_file(file);
  if (passphrase) return *std::move(passphrase);
  throw Stop(ExitCode::failure, file.string(),
             keys::advice({.file = file, .error = passphrase.error()}));
}

/// The passphrase of the backup itself: of a file, of the environment, or as it is typed.
keys::Passphrase passphrase_for(Shell& shell, const Values& values, keys::Entry entry) {
  if (const auto file = values.find("--passphrase-file")) return passphrase_of_file(*file);
  auto found = keys::passphrase_from_environment(passphrase_variable);
  if (!found && found.error() == keys::PassphraseError::unset) {
    found = keys::passphrase_from_terminal(
        shell.console().say({"备份口令：", "Passphrase of the backup: "}), entry);
  }
  if (found) return *std::move(found);
  throw Stop(ExitCode::usage, shell.console().say({"没有备份口令", "no passphrase of the backup"}),
             shell.console().say({"用 --passphrase-file、环境变量 CARD_BACKUP_PASSPHRASE 或在终端"
                                  "输入；至少 12 个字符，其中 6 个不同",
                                  "--passphrase-file, CARD_BACKUP_PASSPHRASE or a terminal; 12 "
                                  "characters or more, 6 of them different"}));
}

Bilingual text_of(backup::Stage stage) {
  switch (stage) {
    case backup::Stage::copy:
      return {"复制数据库（页）", "copying the database (pages)"};
    case backup::Stage::check:
      return {"校验数据库与日志", "checking the database and its journal"};
    case backup::Stage::seal:
      return {"加密写出（字节）", "sealing (octets)"};
    case backup::Stage::open:
      return {"解密核对（字节）", "unsealing (octets)"};
    case backup::Stage::record:
      return {"与备份之后的一切划清界限", "parting it from what happened since"};
  }
  return {};
}

/// Shows stages as they come.
class Stages {
 public:
  explicit Stages(const Console& console) : progress_(console) {}

  void show(backup::Stage stage, std::size_t done, std::size_t all) {
    if (stage != stage_) progress_.stage(text_of(stage));
    stage_ = stage;
    if (done > 0) progress_.step(done, all);
  }
  void finish() { progress_.finish(); }
  [[nodiscard]] backup::OnStage listener() {
    return
        [this](backup::Stage stage, std::size_t done, std::size_t all) { show(stage, done, all); };
  }

 private:
  Progress progress_;
  std::optional<backup::Stage> stage_;
};

[[noreturn]] void stop(Shell& shell, const backup::BackupFailure& failure) {
  throw Stop(ExitCode::failure,
             shell.console().say(backup::text_of(failure.error)) + " (" +
                 std::string(to_string(failure.error)) + ")",
             failure.detail);
}

std::string timestamp(Time time) {
  return fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

json::object document_of(const backup::Manifest& manifest) {
  return {{"issuer", manifest.issuer},
          {"created_at", timestamp(manifest.created_at)},
          {"schema", manifest.schema},
          {"journal_size", manifest.journal_size},
          {"journal_root", base64url::encode(manifest.journal_root)},
          {"cards", manifest.rows_of("card")},
          {"people", manifest.rows_of("person")},
          {"files", manifest.files.size()},
          {"octets", manifest.size()}};
}

ExitCode make(Shell& shell, const Values& values) {
  const fs::path data = shell.data_folder();
  const keys::Passphrase passphrase = passphrase_for(shell, values, keys::Entry::twice);
  keys::SystemRandom random;
  Stages stages(shell.console());
  const auto made = backup::make_backup({.data = data, .to = values["--to"]}, passphrase,
                                        access::SystemClock().now(), random, stages.listener());
  stages.finish();
  if (!made) stop(shell, made.error());
  shell.print(document_of(*made));
  return ExitCode::done;
}

/// Of the last pack that was published; nothing where it was said that there is none.
std::optional<std::string> pack_of(Shell& shell, const Values& values) {
  const auto file = values.find("--pack");
  if (file.has_value() != values.has("--without-pack")) {
    return file ? std::optional(read_file(*file)) : std::nullopt;
  }
  throw Stop(
      ExitCode::usage, "--pack FILE | --without-pack",
      shell.console().say(
          {"备份不知道此后注销、挂失了哪些卡；最后公布的离线包知道：合作单位有，也可能就在备份旁。"
           "确实找不到时才用 --without-pack，并按 docs/operations.md 逐项补办。",
           "The backup does not know which cards were taken away since; the last offline pack that "
           "was published does: partners have it, or it lies beside the backups. Say "
           "--without-pack "
           "only where there is none, and then follow docs/operations.md."}));
}

json::object document_of(const backup::Restored& restored) {
  json::object document = document_of(restored.manifest);
  json::array numbers;
  for (const std::string& one : restored.era.next_numbers) numbers.emplace_back(one);
  document["status_list"] = restored.era.status_list;
  document["next_numbers"] = std::move(numbers);
  document["pack"] = restored.era.pack_sequence;
  document["known_until"] = timestamp(restored.known_until);
  document["revoked"] = restored.era.taken_away.revoked;
  document["suspended"] = restored.era.taken_away.suspended;
  document["voided"] = restored.era.taken_away.voided;
  return document;
}

ExitCode check_only(Shell& shell, const Values& values) {
  const keys::Passphrase passphrase = passphrase_for(shell, values, keys::Entry::once);
  Stages stages(shell.console());
  const auto found = backup::check_backup(values["file"], passphrase, stages.listener());
  stages.finish();
  if (!found) stop(shell, found.error());
  shell.print(document_of(*found));
  shell.remark({"备份完好。什么都没有写；加 --apply 才恢复，其后发生的一切都不在其中。",
                "The backup is whole. Nothing was written; --apply restores it, and what happened "
                "after it was made is not in it."});
  return ExitCode::done;
}

ExitCode restore(Shell& shell, const Values& values) {
  if (!values.has("--apply")) return check_only(shell, values);
  const backup::RestoreOptions options{
      .file = values["file"], .data = shell.data_folder(), .pack = pack_of(shell, values)};
  const keys::Passphrase passphrase = passphrase_for(shell, values, keys::Entry::once);
  keys::SystemRandom random;
  Stages stages(shell.console());
  const auto done = backup::restore_backup(options, passphrase, access::SystemClock().now(), random,
                                           stages.listener());
  stages.finish();
  if (!done) stop(shell, done.error());
  shell.print(document_of(*done));
  shell.remark(
      {"已恢复。known_until 之后注销的卡、备份之后停用的账号与吊销的密钥、核销的次数都不在其中："
       "请按 docs/operations.md “恢复之后”逐项办理，先签发信任列表。",
       "Restored. What was taken away after known_until, and the accounts, keys and "
       "redemptions since the backup, are not in it: follow \"After a restore\" in "
       "docs/operations.md, a new trust list first."});
  return ExitCode::done;
}

}  // namespace

void add_backup_commands(Menu& program) {
  const Bilingual about_passphrase = {"备份口令文件（0600）；或环境变量 CARD_BACKUP_PASSPHRASE",
                                      "file with the passphrase of the backup (0600); or "
                                      "CARD_BACKUP_PASSPHRASE"};
  program
      .verb("backup",
            {"把数据目录加密备份为一个文件，服务器可照常运行",
             "seal a data directory into one file; its server may be running"},
            "backup --data /var/lib/servicecard --to /media/usb/2026-11-23.backup")
      .required("--to", {"写入此新文件", "the new file"})
      .option("--passphrase-file", about_passphrase)
      .runs(make);
  program
      .verb("restore",
            {"核对备份；加 --apply 则由它建立新的数据目录",
             "check a backup; with --apply make a data directory of it, where nothing is yet"},
            "restore /media/usb/2026-11-23.backup\n"
            "  cardctl restore /media/usb/2026-11-23.backup --data /var/lib/servicecard --pack "
            "/media/usb/card.pack --apply")
      .argument("file", {"备份文件", "the backup"})
      .option("--passphrase-file", about_passphrase)
      .option("--pack", {"最后公布的离线包：其中已失效的卡恢复后仍失效",
                         "the last offline pack that was published: what is taken away in it stays "
                         "so"})
      .flag("--without-pack", {"没有离线包", "there is none"})
      .flag("--apply", {"执行，而不只是核对", "do it, not only check"})
      .runs(restore);
}

}  // namespace servicecard::cli
