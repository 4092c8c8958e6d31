package dev.simarena.trace;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Spell amounts in the ways people and tools write them; each style rounds to what it can show. */
final class QuantitySpelling {

    static final int CPU_STYLES = 7;
    static final int MEMORY_STYLES = 9;

    private static final BigDecimal MEGA = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MEBI = BigDecimal.valueOf(1 << 20);
    private static final BigDecimal GIBI = BigDecimal.valueOf(1 << 30);

    private QuantitySpelling() {}

    /** Spell millionths of a cpu; style 0 is milli, 1 the shortest decimal. */
    static String cpu(long micro, int style) {
        BigDecimal cores = BigDecimal.valueOf(micro, 6);
        return switch (style) {
            case 0 ->
                cores.scaleByPowerOfTen(3).setScale(0, RoundingMode.HALF_UP).toPlainString() + "m";
            case 1 -> plain(cores.setScale(3, RoundingMode.HALF_UP));
            case 2 -> plain(cores.setScale(1, RoundingMode.HALF_UP));
            case 3 -> plain(cores);
            case 4 -> micro + "u";
            case 5 ->
                cores.setScale(0, RoundingMode.HALF_UP).max(BigDecimal.ONE).toPlainString();
            default ->
                cores.scaleByPowerOfTen(3).setScale(0, RoundingMode.HALF_UP).toPlainString() + "e-3";
        };
    }

    /** Spell bytes; style 0 is Mi, 1 decimal Gi. */
    static String memory(long bytes, int style) {
        BigDecimal amount = BigDecimal.valueOf(bytes);
        BigDecimal mebi = amount.divide(MEBI, 0, RoundingMode.HALF_UP);
        BigDecimal mega = amount.divide(MEGA, 0, RoundingMode.HALF_UP);
        return switch (style) {
            case 0 -> mebi.toPlainString() + "Mi";
            case 1 -> plain(amount.divide(GIBI, 2, RoundingMode.HALF_UP)) + "Gi";
            case 2 -> mega.toPlainString() + "M";
            case 3 -> plain(mega.scaleByPowerOfTen(-3)) + "G";
            case 4 -> Long.toString(bytes);
            case 5 -> mega.toPlainString() + "e6";
            case 6 -> plain(amount.divide(GIBI, 14, RoundingMode.HALF_UP)) + "Gi";
            case 7 ->
                amount.divide(BigDecimal.valueOf(1024), 0, RoundingMode.HALF_UP).toPlainString() + "Ki";
            default -> plain(mega.scaleByPowerOfTen(-3).setScale(1, RoundingMode.HALF_UP)) + "e9";
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
