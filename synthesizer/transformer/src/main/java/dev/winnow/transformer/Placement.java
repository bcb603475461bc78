package dev.winnow.transformer;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device and the number type of a model.
 *
 * @param device {@code auto} (the first GPU if there is one), {@code cpu} or {@code cuda:N}
 * @param dtype {@code float32} or {@code bfloat16}
 */
public record Placement(String device, String dtype) {
  private static final Pattern CUDA = Pattern.compile("cuda:(\\d{1,2})");

  public Placement {
    require(
        device.equals("auto") || device.equals("cpu") || CUDA.matcher(device).matches(),
        "device: '%s', want auto, cpu or cuda:N".formatted(device));
    require(
        dtype.equals("float32") || dtype.equals("bfloat16"),
        "dtype: '%s', want float32 or bfloat16".formatted(dtype));
  }

  Device resolveDevice() {
    Matcher cuda = CUDA.matcher(device);
    int gpus = device.equals("cpu") ? 0 : Engine.getEngine("PyTorch").getGpuCount();
    if (cuda.matches()) {
      int number = Integer.parseInt(cuda.group(1));
      if (number >= gpus) {
        throw new ModelLoadException(
            "device '%s' is not there: libtorch sees %d GPUs; install its CUDA build, or use device cpu"
                .formatted(device, gpus));
      }
      return Device.gpu(number);
    }
    return gpus > 0 ? Device.gpu(0) : Device.cpu();
  }

  boolean isBfloat16() {
    return dtype.equals("bfloat16");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
