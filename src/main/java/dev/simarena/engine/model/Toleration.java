package dev.simarena.engine.model;

/**
 * Let a pod bear a taint.
 *
 * @param key key, empty together with operator Exists for every taint
 * @param operator Equal or Exists
 * @param value value to be equal to
 * @param effect effect to bear, empty for every effect
 */
public record Toleration(String key, String operator, String value, String effect) {

    /** Tell whether the taint is tolerated. */
    public boolean tolerates(Taint taint) {
        if (!effect.isEmpty() && !effect.equals(taint.effect())) {
            return false;
        }
        if (!key.isEmpty() && !key.equals(taint.key())) {
            return false;
        }
        return operator.equals("Exists") || (operator.equals("Equal") && !key.isEmpty() && value.equals(taint.value()));
    }
}
