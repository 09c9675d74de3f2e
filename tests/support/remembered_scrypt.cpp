#include "tests/support/remembered_scrypt.h"

#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include <openssl/core_dispatch.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/provider.h>

// A provider of OpenSSL that has one algorithm: SCRYPT, which asks that of the default provider and
// remembers its answers. See provider-kdf(7).
namespace servicecard::test {
namespace {

constexpr const char* name = "remembering";

struct FreeContext {
  void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};

struct Context {
  std::unique_ptr<EVP_KDF_CTX, FreeContext> real;
  std::string question;  // every parameter that was set, in order
};

class Memory {
 public:
  bool find(const std::string& question, unsigned char* answer) {
    const std::scoped_lock lock(mutex_);
    const auto found = answers_.find(question);
    if (found == answers_.end()) return false;
    found->second.copy(reinterpret_cast<char*>(answer), found->second.size());
    return true;
  }
  void keep(const std::string& question, const unsigned char* answer, std::size_t size) {
    const std::scoped_lock lock(mutex_);
    answers_.insert_or_assign(question, std::string(reinterpret_cast<const char*>(answer), size));
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::string> answers_;
};

Memory& memory() {
  static Memory one;
  return one;
}

void* new_context(void* /*provider*/) {
  EVP_KDF* const kdf = EVP_KDF_fetch(nullptr, OSSL_KDF_NAME_SCRYPT, "provider=default");
  auto context = std::make_unique<Context>();
  context->real.reset(EVP_KDF_CTX_new(kdf));
  EVP_KDF_free(kdf);
  return context.release();
}

void free_context(void* context) { delete static_cast<Context*>(context); }

int set_parameters(void* context, const OSSL_PARAM* parameters) {
  if (parameters == nullptr) return 1;
  auto& ours = *static_cast<Context*>(context);
  for (const OSSL_PARAM* given = parameters; given->key != nullptr; ++given) {
    ours.question.append(given->key).append("=").append(std::to_string(given->data_size));
    ours.question.append(static_cast<const char*>(given->data), given->data_size);
  }
  return EVP_KDF_CTX_set_params(ours.real.get(), parameters);
}

int derive(void* context, unsigned char* key, std::size_t size, const OSSL_PARAM* parameters) {
  auto& ours = *static_cast<Context*>(context);
  if (set_parameters(context, parameters) != 1) return 0;
  const std::string question = ours.question + "/" + std::to_string(size);
  if (key != nullptr && memory().find(question, key)) return 1;
  if (EVP_KDF_derive(ours.real.get(), key, size, nullptr) != 1) return 0;
  if (key != nullptr) memory().keep(question, key, size);
  return 1;
}

template <class Function>
constexpr OSSL_DISPATCH entry(int id, Function* function) {
  return {id, reinterpret_cast<void (*)()>(function)};
}

const OSSL_ALGORITHM* algorithms(void* /*provider*/, int operation, int* no_cache) {
  static const OSSL_DISPATCH functions[] = {entry(OSSL_FUNC_KDF_NEWCTX, new_context),
                                            entry(OSSL_FUNC_KDF_FREECTX, free_context),
                                            entry(OSSL_FUNC_KDF_SET_CTX_PARAMS, set_parameters),
                                            entry(OSSL_FUNC_KDF_DERIVE, derive),
                                            {0, nullptr}};
  static const OSSL_ALGORITHM offered[] = {
      {"SCRYPT:id-scrypt:1.3.6.1.4.1.11591.4.11", "provider=remembering", functions, nullptr},
      {nullptr, nullptr, nullptr, nullptr}};
  *no_cache = 0;
  return operation == OSSL_OP_KDF ? offered : nullptr;
}

int begin(const OSSL_CORE_HANDLE* handle, const OSSL_DISPATCH* /*in*/, const OSSL_DISPATCH** out,
          void** provider) {
  static const OSSL_DISPATCH functions[] = {entry(OSSL_FUNC_PROVIDER_QUERY_OPERATION, algorithms),
                                            {0, nullptr}};
  *provider = const_cast<OSSL_CORE_HANDLE*>(handle);
  *out = functions;
  return 1;
}

/// Our provider beside the default one, until the process ends.
class Providers {
 public:
  Providers() {
    const bool asked_first = added_ && default_ && ours_ &&
                             EVP_set_default_properties(nullptr, "?provider=remembering") == 1;
    if (!asked_first) throw std::runtime_error("OpenSSL does not take another provider");
  }

 private:
  struct Unload {
    void operator()(OSSL_PROVIDER* provider) const { OSSL_PROVIDER_unload(provider); }
  };
  using Loaded = std::unique_ptr<OSSL_PROVIDER, Unload>;

  bool added_ = OSSL_PROVIDER_add_builtin(nullptr, name, begin) == 1;
  Loaded default_{OSSL_PROVIDER_load(nullptr, "default")};
  Loaded ours_{OSSL_PROVIDER_load(nullptr, name)};
};

}  // namespace

void remember_scrypt() { static const Providers in_front; }

}  // namespace servicecard::test
