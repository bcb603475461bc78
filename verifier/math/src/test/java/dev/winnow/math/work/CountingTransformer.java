package dev.winnow.math.work;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes a class count its work in {@link CountedWork}. Every loop of the class is counted by its
 * jump back, and every recursion by its method's entry, so that no code can be forgotten.
 */
final class CountingTransformer {
  private static final String WORK = Type.getInternalName(CountedWork.class);
  private static final String STRING = "java/lang/String";
  private static final String PATTERN = "java/util/regex/Pattern";

  /** Methods of {@code String} whose time does not depend on its length, or is cached. */
  private static final Set<String> CONSTANT =
      Set.of("charAt", "length", "isEmpty", "hashCode", "codePointAt");

  private static final Set<String> COUNTED =
      Arrays.stream(CountedWork.class.getDeclaredMethods())
          .map(method -> method.getName() + Type.getMethodDescriptor(method))
          .collect(Collectors.toUnmodifiableSet());

  private CountingTransformer() {}

  static byte[] transformed(byte[] bytecode) {
    ClassReader reader = new ClassReader(bytecode);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean spends = name.equals("spend") && reader.getClassName().endsWith("/WorkBudget");
            return new CountingMethod(next, spends);
          }
        },
        0);
    return writer.toByteArray();
  }

  private static final class CountingMethod extends MethodVisitor {
    private final boolean spends;
    private final Set<Label> seen = new HashSet<>();

    CountingMethod(MethodVisitor next, boolean spends) {
      super(Opcodes.ASM9, next);
      this.spends = spends;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      count("tick", "()V");
      if (spends) {
        super.visitVarInsn(Opcodes.LLOAD, 1);
        count("add", "(J)V");
      }
    }

    @Override
    public void visitLabel(Label label) {
      seen.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (seen.contains(label)) {
        count("tick", "()V");
      }
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean virtual = opcode == Opcodes.INVOKEVIRTUAL;
      boolean text = virtual && owner.equals(STRING);
      String counted = "(L" + owner + ';' + descriptor.substring(1);
      if (virtual && (text || owner.equals(PATTERN)) && COUNTED.contains(name + counted)) {
        count(name, counted);
        return;
      }
      boolean makes = descriptor.endsWith(")L" + STRING + ';');
      if (text && !makes && !CONSTANT.contains(name)) {
        throw new IllegalStateException("CountedWork does not count String." + name + descriptor);
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      if (makes && owner.startsWith("java/")) {
        countMade();
      }
    }

    /** Counts a concatenation of strings. */
    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
      if (descriptor.endsWith(")L" + STRING + ';')) {
        countMade();
      }
    }

    private void countMade() {
      super.visitInsn(Opcodes.DUP);
      count("made", "(Ljava/lang/Object;)V");
    }

    private void count(String name, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, WORK, name, descriptor, false);
    }
  }
}
