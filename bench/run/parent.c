/* The least that a tool can do that runs programs: starts one and waits. */
#include <spawn.h>
#include <sys/wait.h>

int main(int count, char **words) {
    char *none[] = { 0 };
    pid_t child;
    int status;
    if (count < 2 || posix_spawn(&child, words[1], 0, 0, words + 1, none) != 0) return 127;
    return waitpid(child, &status, 0) != child || status != 0;
}
