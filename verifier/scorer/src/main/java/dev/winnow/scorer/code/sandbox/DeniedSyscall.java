package dev.winnow.scorer.code.sandbox;

/**
 * A system call that no program needs which reads input and computes an answer: each is a way to
 * other processes, to the kernel's less tested parts, or to memory that no limit counts.
 */
enum DeniedSyscall {
  PTRACE(101, 117),
  PROCESS_VM_READV(310, 270),
  PROCESS_VM_WRITEV(311, 271),
  PROCESS_MADVISE(440, 440),
  PIDFD_GETFD(438, 438),
  KCMP(312, 272),
  MOUNT(165, 40),
  UMOUNT2(166, 39),
  PIVOT_ROOT(155, 41),
  CHROOT(161, 51),
  UNSHARE(272, 97),
  SETNS(308, 268),
  OPEN_TREE(428, 428),
  MOVE_MOUNT(429, 429),
  FSOPEN(430, 430),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSPICK(433, 433),
  MOUNT_SETATTR(442, 442),
  KEYCTL(250, 219),
  ADD_KEY(248, 217),
  REQUEST_KEY(249, 218),
  BPF(321, 280),
  PERF_EVENT_OPEN(298, 241),
  USERFAULTFD(323, 282),
  IO_URING_SETUP(425, 425),
  IO_URING_ENTER(426, 426),
  IO_URING_REGISTER(427, 427),
  KEXEC_LOAD(246, 104),
  KEXEC_FILE_LOAD(320, 294),
  INIT_MODULE(175, 105),
  FINIT_MODULE(313, 273),
  DELETE_MODULE(176, 106),
  REBOOT(169, 142),
  SWAPON(167, 224),
  SWAPOFF(168, 225),
  PERSONALITY(135, 92),
  QUOTACTL(179, 60),
  ACCT(163, 89),
  SETTIMEOFDAY(164, 170),
  CLOCK_SETTIME(227, 112),
  ADJTIMEX(159, 171),
  CLOCK_ADJTIME(305, 266),
  SYSLOG(103, 116),
  NAME_TO_HANDLE_AT(303, 264),
  OPEN_BY_HANDLE_AT(304, 265),
  FANOTIFY_INIT(300, 262),
  MEMFD_CREATE(319, 279),
  MEMFD_SECRET(447, 447),
  SHMGET(29, 194),
  SHMAT(30, 196),
  MSGGET(68, 186),
  SEMGET(64, 190),
  MQ_OPEN(240, 180),
  MOVE_PAGES(279, 239),
  MBIND(237, 235),
  MIGRATE_PAGES(256, 238),
  SET_MEMPOLICY(238, 237),
  MODIFY_LDT(154, -1),
  IOPL(172, -1),
  IOPERM(173, -1),
  USELIB(134, -1),
  VHANGUP(153, 58),
  NFSSERVCTL(180, 42),
  LOOKUP_DCOOKIE(212, 18),
  SETHOSTNAME(170, 161),
  SETDOMAINNAME(171, 162);

  private final int x86;
  private final int arm;

  DeniedSyscall(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  /** Returns its number, negative where the architecture has none. */
  int number(CpuArchitecture architecture) {
    return architecture == CpuArchitecture.X86_64 ? x86 : arm;
  }
}
