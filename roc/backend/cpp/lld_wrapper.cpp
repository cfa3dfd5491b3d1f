// LLD's four drivers behind one C function.

#include "lld/Common/CommonLinkerContext.h"
#include "lld/Common/Driver.h"
#include "llvm/Plugins/PassPlugin.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <string>

LLD_HAS_DRIVER(elf)
LLD_HAS_DRIVER(macho)
LLD_HAS_DRIVER(coff)
LLD_HAS_DRIVER(mingw)

#include "target_stubs.inc"

// Links as argv[0] (ld.lld, ld64.lld, lld-link) says. All text that LLD prints goes to `sink`,
// once, after the link. Not to be called from two threads at once, nor again after it has set
// *can_run_again to 0.
extern "C" int roc_lld(const char *const *argv, size_t argc,
                       void (*sink)(void *context, const char *text, size_t length),
                       void *context, int *can_run_again) {
  std::string text;
  llvm::raw_string_ostream out(text);
  const lld::DriverDef drivers[] = {{lld::Gnu, &lld::elf::link},
                                    {lld::Darwin, &lld::macho::link},
                                    {lld::WinLink, &lld::coff::link},
                                    {lld::MinGW, &lld::mingw::link}};
  // Some damaged inputs crash LLD: an error for us, not the end of the process.
  llvm::CrashRecoveryContext::Enable();
  lld::Result result = lld::lldMain(llvm::ArrayRef<const char *>(argv, argc), out, out, drivers);
  llvm::CrashRecoveryContext::Disable();
  *can_run_again = result.canRunAgain;
  out.flush();
  sink(context, text.data(), text.size());
  return result.retCode;
}
