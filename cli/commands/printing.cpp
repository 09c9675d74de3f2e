#include <string>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/files.h"
#include "cli/stop.h"

namespace servicecard::cli {
namespace {

const Bilingual about_id{"批次编号", "id of the batch"};

std::string path_of_batch(const std::string& id, const std::string& what = {}) {
  std::vector<std::string> path{"v1", "print-batches", id};
  if (!what.empty()) path.push_back(what);
  return path_of(path);
}

std::string id_of(const json::value& batch) {
  return std::to_string(batch.at("id").to_number<std::int64_t>());
}

std::size_t count_of(const json::value& batch, const char* state) {
  return batch.at("counts").at(state).to_number<std::size_t>();
}

// Until each card is proven, or one cannot be printed.
json::value prove(Shell& shell, const std::string& id) {
  Progress progress(shell.console());
  progress.stage({"正在打样核对", "proving the cards"});
  while (true) {
    json::value batch = shell.client().post(path_of_batch(id, "proof"));
    const std::size_t ready = count_of(batch, "ready");
    progress.step(ready, ready + count_of(batch, "waiting"));
    if (batch.at("state").as_string() != "working") return batch;
  }
}

void write_pdf(Shell& shell, const std::string& id, const std::string& file) {
  http::Request request = make_request(http::Method::get, path_of_batch(id, "pdf"));
  write_file(file, shell.client().send(std::move(request)).body.view());
}

ExitCode prove_and_write(Shell& shell, const Values& values, const std::string& id) {
  const json::value batch = prove(shell, id);
  const bool ready = batch.at("state").as_string() == "ready";
  if (const auto file = values.find("-o"); file && ready) write_pdf(shell, id, *file);
  shell.print(batch);
  if (ready) return ExitCode::done;
  shell.remark({"已停止：请改正后再 print prove，或 print leave-out 移出该卡。",
                "Stopped: mend it and print prove again, or leave the card out."});
  return ExitCode::refused;
}

ExitCode make(Shell& shell, const Values& values) {
  const std::vector<std::string> numbers = values.all("number");
  if (numbers.empty() != values.has("--unprinted")) {
    throw Stop(ExitCode::usage, shell.console().say({"请给出卡号，或 --unprinted",
                                                     "Name cards, or give --unprinted"}));
  }
  json::object body;
  if (numbers.empty()) body["unprinted"] = true;
  if (!numbers.empty()) body["cards"] = json::array(numbers.begin(), numbers.end());
  put(body, "enterprise", values.find("--enterprise"));
  put(body, "paper", values.find("--paper"));
  const json::value batch = shell.client().post("/v1/print-batches", body);
  return prove_and_write(shell, values, id_of(batch));
}

// A step whose answer is the batch.
ExitCode step(Shell& shell, const Values& values, const std::string& name,
              const json::object& body) {
  shell.print(shell.client().post(path_of_batch(values["id"], name), body));
  return ExitCode::done;
}

void add_views(Menu& print) {
  print.verb("list", {"列出制卡批次", "list the batches"}, "print list")
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(values, "/v1/print-batches", {},
                                {"id", "state", "paper", "counts.waiting", "counts.ready",
                                 "counts.printed", "counts.spoiled", "made.by", "made.at"});
      });
  print.verb("show", {"查看一个批次", "one batch"}, "print show 1")
      .argument("id", about_id)
      .runs([](Shell& shell, const Values& values) {
        shell.print(shell.client().get(path_of_batch(values["id"])));
        return ExitCode::done;
      });
  print
      .verb("cards", {"批次中的卡，按印制次序", "its cards in the order of printing"},
            "print cards 1 --state ready --all")
      .argument("id", about_id)
      .choice("--state", {"状态", "in this state"},
              {"waiting", "ready", "printed", "spoiled", "dropped"})
      .pages()
      .runs([](Shell& shell, const Values& values) {
        return shell.print_list(values, path_of_batch(values["id"], "cards"),
                                {{"state", values.find("--state")}},
                                {"place", "number", "name", "enterprise_name", "state"});
      });
}

void add_making(Menu& print) {
  print
      .verb(
          "make",
          {"新建批次并逐张打样核对，可直接写出 PDF", "a new batch, each card proven, and its PDF"},
          "print make --unprinted --paper a4 -o cards.pdf")
      .maybe_arguments("number", {"卡号", "card numbers"})
      .flag("--unprinted",
            {"全部未制卡的有效卡，最多 1000 张", "all active cards never printed, up to 1,000"})
      .option("--enterprise",
              {"与 --unprinted 同用：只要该企业的", "with --unprinted: those of this enterprise"})
      .choice("--paper",
              {"card：每面一页；a4：每张十卡，带裁切线", "card: a page a face; a4: ten a sheet"},
              {"card", "a4"})
      .option("-o", {"写入文件", "write the PDF to this file"})
      .runs(make);
  print.verb("prove", {"继续打样核对", "go on proving"}, "print prove 1 -o cards.pdf")
      .argument("id", about_id)
      .option("-o", {"写入文件", "write the PDF to this file"})
      .runs([](Shell& shell, const Values& values) {
        return prove_and_write(shell, values, values["id"]);
      });
  print.verb("pdf", {"写出 PDF", "write the PDF of a proven batch"}, "print pdf 1 -o cards.pdf")
      .argument("id", about_id)
      .required("-o", {"写入文件", "write to this file"})
      .runs([](Shell& shell, const Values& values) {
        write_pdf(shell, values["id"], values["-o"]);
        return ExitCode::done;
      });
}

void add_endings(Menu& print) {
  print
      .verb("leave-out", {"将一张卡移出批次", "go on without a card"},
            "print leave-out 1 YC26-00017-2")
      .argument("id", about_id)
      .argument("number", {"卡号", "card number"})
      .runs([](Shell& shell, const Values& values) {
        return step(shell, values, "leave-out", {{"card", values["number"]}});
      });
  print
      .verb("done", {"印制完成；印坏的另行列出", "the cards came out right, but for the spoiled"},
            "print done 1 --spoiled YC26-00017-2")
      .argument("id", about_id)
      .options("--spoiled", {"印坏的卡，可多次给出", "a card that did not; may be repeated"})
      .runs([](Shell& shell, const Values& values) {
        const std::vector<std::string> spoiled = values.all("--spoiled");
        return step(shell, values, "printed",
                    {{"spoiled", json::array(spoiled.begin(), spoiled.end())}});
      });
  print
      .verb("abandon", {"放弃批次，卡可另行制作", "nothing was printed; free its cards"},
            "print abandon 1")
      .argument("id", about_id)
      .runs([](Shell& shell, const Values& values) { return step(shell, values, "abandon", {}); });
}

ExitCode set_imprint(Shell& shell, const Values& values) {
  json::object body{{"scheme_zh", values["--scheme"]},
                    {"scheme_en", values["--scheme-en"]},
                    {"issuer", values["--issuer"]}};
  put(body, "hotline", values.find("--hotline"));
  shell.print(shell.client().put("/v1/imprint", body));
  return ExitCode::done;
}

}  // namespace

void add_print_commands(Menu& program) {
  Menu print = program.noun("print", {"制卡", "printed cards, in batches"});
  add_making(print);
  add_views(print);
  add_endings(print);
}

void add_imprint_commands(Menu& program) {
  Menu imprint = program.noun("imprint", {"卡面上的发卡机构", "what cards say of the county"});
  imprint.verb("show", {"查看", "show it"}, "imprint show").runs([](Shell& shell, const Values&) {
    shell.print(shell.client().get("/v1/imprint"));
    return ExitCode::done;
  });
  imprint
      .verb("set", {"设定", "change it, for batches made from now on"},
            "imprint set --scheme 服务卡 --scheme-en \"Service Card\" --issuer 企业服务中心")
      .required("--scheme", {"卡名（中文）", "name of the card in Chinese"})
      .required("--scheme-en", {"卡名（英文）", "and in English"})
      .required("--issuer", {"发卡机构", "who issues it"})
      .option("--hotline", {"服务热线", "telephone number"})
      .runs(set_imprint);
}

}  // namespace servicecard::cli
