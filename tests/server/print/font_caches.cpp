// What fontconfig and Cairo keep of fonts until the process ends is no leak of ours. Called by
// LeakSanitizer alone, by this name.
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig.so\nleak:libcairo.so\n";
}
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
