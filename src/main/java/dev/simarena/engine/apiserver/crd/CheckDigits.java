package dev.simarena.engine.apiserver.crd;

/** Check numbers whose last digit follows from the others: of books (ISO 2108) and of payment cards (ISO/IEC 7812). */
final class CheckDigits {

    private static final int TEN = 10;

    private CheckDigits() {}

    /** Tell whether a text is the ten-digit number of a book; dashes and blanks do not count. */
    static boolean isbn10(String text) {
        String digits = plain(text);
        if (!digits.matches("\\d{9}[\\dX]")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < TEN; i++) {
            int digit = digits.charAt(i) == 'X' ? TEN : digits.charAt(i) - '0';
            sum += (i + 1) * digit;
        }
        return sum % 11 == 0;
    }

    /** Tell whether a text is the thirteen-digit number of a book; dashes and blanks do not count. */
    static boolean isbn13(String text) {
        String digits = plain(text);
        if (!digits.matches("\\d{13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % TEN == 0;
    }

    /** Tell whether a text is the number of a payment card; whatever is no digit does not count. */
    static boolean card(String text) {
        String digits = text.replaceAll("\\D", "");
        if (!digits.matches("[2-6]\\d{12,15}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % TEN == 0;
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s-]", "");
    }
}
