import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Writes the schema of Kubernetes' own types, which the API server of the engine reads, from the sources of the official Java client.
 *
 * <p>The client's models say which fields a type has in JSON, of which type, and which are required. Its protobuf classes carry the
 * comments of the Go types with their markers (list types, keys, patch strategies) and the numbers of the fields. Arguments: the sources
 * of {@code client-java-api}, those of {@code client-java-proto}, the folder to write to. Does nothing where the folder is newer.
 *
 * <p>Per package of types two files: {@code <package>.json} with the fields, {@code <package>.text.json} with the descriptions.
 */
final class SchemaGenerator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODELS = "io/kubernetes/client/openapi/models/";
    private static final Pattern SERVED =
            Pattern.compile(".*/proto/(V1[A-Z]?[a-z]*|V2Autoscaling|Meta|Runtime)\\.java");
    private static final Pattern MESSAGE = Pattern.compile(".*interface_extends:(k8s\\.io\\.[\\w.]+)\\).*");
    private static final Pattern MESSAGE_TEXT = Pattern.compile("\\s*\\* Protobuf type \\{@code (k8s\\.io\\.[\\w.]+)}");
    private static final Pattern FIELD = Pattern.compile("\\s*\\* <code>(.*) (\\w+) = (\\d+).*;</code>");
    private static final Pattern SERIALIZED = Pattern.compile(
            "public static final String SERIALIZED_NAME_[\\w$]+ = \"([^\"]+)\";\\s*@SerializedName\\([\\w$]+\\)"
                    + "\\s*@jakarta\\.annotation\\.(Nonnull|Nullable)\\s*(?:private|protected) ([\\w<>, .\\[\\]]+?) ([\\w$]+)( = [^;]*)?;");
    private static final Pattern PROPERTY = Pattern.compile(
            "@ApiModelProperty\\((?:required = true, )?(?:example = \"[^\"]*\", )?value = \"((?:[^\"\\\\]++|\\\\.)*+)\"\\)\\s*public [\\w<>, .\\[\\]]+? \\w+\\(\\) \\{\\s*return ([\\w$]+);");
    private static final Pattern WORD = Pattern.compile("(\\s*)(\\S+)");
    private static final Pattern MODEL_TEXT =
            Pattern.compile("@ApiModel\\(description = \"((?:[^\"\\\\]++|\\\\.)*+)\"\\)");

    /** Types that are written as one JSON value. */
    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("io.k8s.apimachinery.pkg.api.resource.Quantity", "quantity"),
            Map.entry("io.k8s.apimachinery.pkg.util.intstr.IntOrString", "int-or-string"),
            Map.entry("io.k8s.apimachinery.pkg.apis.meta.v1.Time", "time"),
            Map.entry("io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime", "micro-time"),
            Map.entry("io.k8s.apimachinery.pkg.apis.meta.v1.Duration", "string"),
            Map.entry("io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1", "fields"),
            Map.entry("io.k8s.apimachinery.pkg.runtime.RawExtension", "any"));

    /** Types whose own description the models give to all fields of the type. */
    private static final Map<String, String> DESCRIBED_BY_TYPE = Map.of(
            "quantity", "io.k8s.apimachinery.pkg.api.resource.Quantity",
            "int-or-string", "io.k8s.apimachinery.pkg.util.intstr.IntOrString");

    /** Markers of types whose protobuf form is not published: field, then its markers. */
    private static final Map<String, List<String>> UNPUBLISHED = Map.of(
            "APIServiceStatus.conditions",
            List.of("+listType=map", "+listMapKey=type", "+patchStrategy=merge", "+patchMergeKey=type"));

    /** {@code within} is the number of the embedded message that holds the field, 0 where the type itself does. */
    private record ProtoField(String type, String name, int number, List<String> comment, int within) {

        ProtoField inside(int embedded) {
            return new ProtoField(type, name, number, comment, embedded);
        }
    }

    private static final class Message {
        private final Map<String, ProtoField> fields = new LinkedHashMap<>();
        private List<String> comment = List.of();
    }

    private record Property(String name, String javaType, boolean required, String text) {}

    private final Map<String, Message> messages = new TreeMap<>();
    private final Map<String, String> models = new TreeMap<>();
    private final Map<String, ObjectNode> fields = new TreeMap<>();
    private final Map<String, ObjectNode> texts = new TreeMap<>();

    public static void main(String[] arguments) throws IOException {
        Path api = Path.of(arguments[0]);
        Path proto = Path.of(arguments[1]);
        Path target = Path.of(arguments[2]);
        Path stamp = target.resolve("io.k8s.api.core.v1.json");
        Path self = Path.of(arguments[3]);
        if (Files.exists(stamp) && isNewer(stamp, api) && isNewer(stamp, proto) && isNewer(stamp, self)) {
            return;
        }
        new SchemaGenerator().generate(api, proto, target);
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }

    private void generate(Path api, Path proto, Path target) throws IOException {
        try (ZipFile sources = new ZipFile(proto.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) sources.stream().map(ZipEntry.class::cast)::iterator) {
                if (SERVED.matcher(entry.getName()).matches()) {
                    try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(sources.getInputStream(entry), StandardCharsets.UTF_8))) {
                        readMessages(lines);
                    }
                }
            }
        }
        try (ZipFile sources = new ZipFile(api.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) sources.stream().map(ZipEntry.class::cast)::iterator) {
                String name = entry.getName();
                if (name.startsWith(MODELS)
                        && name.endsWith(".java")
                        && !name.contains("alpha")
                        && !name.contains("beta")) {
                    try (InputStream input = sources.getInputStream(entry)) {
                        models.put(
                                name.substring(MODELS.length(), name.length() - ".java".length()),
                                new String(input.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        messages.keySet().forEach(this::writeType);
        models.keySet().stream()
                .filter(name -> name.contains("APIService"))
                .forEach(name -> writeType(openApiName(name)));
        writeType("io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference");
        Files.createDirectories(target);
        for (String name : fields.keySet()) {
            Files.write(target.resolve(name + ".json"), JSON.writeValueAsBytes(fields.get(name)));
            Files.write(target.resolve(name + ".text.json"), JSON.writeValueAsBytes(texts.get(name)));
        }
    }

    // ---- protobuf classes: one comment block before each method of an interface, and one before each message's class

    private void readMessages(BufferedReader lines) throws IOException {
        List<String> comment = new ArrayList<>();
        boolean inside = false;
        Message open = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String trimmed = line.strip();
            if (trimmed.equals("* <pre>")) {
                comment = new ArrayList<>();
                inside = true;
            } else if (trimmed.equals("* </pre>")) {
                inside = false;
            } else if (inside) {
                int star = line.indexOf('*');
                comment.add(unescape(line.substring(Math.min(star + 2, line.length()))));
            } else if (trimmed.equals("/**")) {
                comment = new ArrayList<>();
            } else if (line.startsWith("  }")) {
                open = null;
            } else {
                Matcher message = MESSAGE.matcher(line);
                Matcher text = MESSAGE_TEXT.matcher(line);
                Matcher field = FIELD.matcher(line);
                if (message.matches()) {
                    open = messages.computeIfAbsent(openApiName(message.group(1)), name -> new Message());
                } else if (text.matches()) {
                    Message described = messages.get(openApiName(text.group(1)));
                    if (described != null && described.comment.isEmpty()) {
                        described.comment = comment;
                    }
                } else if (open != null && field.matches()) {
                    open.fields.putIfAbsent(
                            key(field.group(2)),
                            new ProtoField(
                                    unescape(field.group(1)),
                                    field.group(2),
                                    Integer.parseInt(field.group(3)),
                                    comment,
                                    0));
                }
            }
        }
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#64;", "@")
                .replace("&#42;", "*")
                .replace("&#47;", "/")
                .replace("&#92;", "\\")
                .replace("&amp;", "&");
    }

    // ---- one type

    private void writeType(String name) {
        if (PLAIN.containsKey(name)) {
            return;
        }
        String model = modelOf(name);
        Message message = messages.getOrDefault(name, new Message());
        if (model == null) {
            return;
        }
        String source = models.get(model);
        ObjectNode type = JSON.createObjectNode();
        ObjectNode text = JSON.createObjectNode();
        if (message.comment.contains("+structType=atomic")) {
            type.put("atomic", true);
        }
        Matcher modelText = MODEL_TEXT.matcher(source);
        text.put("", paragraphs(modelText.find() ? javaText(modelText.group(1)) : "", describe(message.comment)));
        ObjectNode properties = type.putObject("fields");
        Map<String, ProtoField> known = new LinkedHashMap<>();
        List<Property> all = properties(source);
        Set<String> names =
                Set.copyOf(all.stream().map(property -> key(property.name)).toList());
        collect(message, names, known, 0);
        for (Property property : all) {
            writeField(name, property, known.get(key(property.name)), properties, text);
        }
        String owner = name.substring(0, name.lastIndexOf('.'));
        String simple = name.substring(name.lastIndexOf('.') + 1);
        fields.computeIfAbsent(owner, key -> JSON.createObjectNode()).set(simple, type);
        texts.computeIfAbsent(owner, key -> JSON.createObjectNode()).set(simple, text);
    }

    /** Follows messages that stand for structs embedded in Go: JSON has their fields, not the message. */
    private void collect(Message message, Set<String> names, Map<String, ProtoField> known, int within) {
        message.fields.forEach((key, field) -> {
            if (names.contains(key)) {
                known.putIfAbsent(key, field.inside(within));
            } else if (field.type.startsWith("optional .")) {
                String embedded = openApiName(field.type.substring("optional .".length()));
                if (messages.containsKey(embedded)) {
                    collect(messages.get(embedded), names, known, field.number);
                }
            }
        });
    }

    private void writeField(String owner, Property property, ProtoField proto, ObjectNode properties, ObjectNode text) {
        ObjectNode field = properties.putObject(property.name);
        List<String> markers = proto == null
                ? UNPUBLISHED.getOrDefault(owner.substring(owner.lastIndexOf('.') + 1) + "." + property.name, List.of())
                : proto.comment;
        String type = proto == null ? javaType(owner, property.javaType) : protoType(proto.type, property);
        field.put("type", type);
        if (property.required) {
            field.put("required", true);
        }
        List<String> keys = new ArrayList<>();
        for (String line : markers) {
            String marker = line.strip();
            String value = marker.substring(marker.indexOf('=') + 1);
            if (marker.startsWith("+listType=")) {
                field.put("list", value);
            } else if (marker.startsWith("+listMapKey=")) {
                keys.add(value);
            } else if (marker.startsWith("+mapType=") || marker.startsWith("+structType=")) {
                field.put("map", value);
            } else if (marker.startsWith("+patchStrategy=")) {
                field.put("strategy", value);
            } else if (marker.startsWith("+patchMergeKey=")) {
                field.put("key", value);
            } else if (marker.startsWith("+default=")) {
                field.put("default", value);
            }
        }
        if (!keys.isEmpty()) {
            field.put("keys", String.join(",", keys));
        }
        if (proto != null) {
            field.put("number", proto.number);
            if (proto.within != 0) {
                field.put("within", proto.within);
            }
        }
        if (DESCRIBED_BY_TYPE.containsKey(type) && !property.text.isEmpty()) {
            describePlain(DESCRIBED_BY_TYPE.get(type), property.text);
        }
        String described = proto == null
                ? property.text
                : DESCRIBED_BY_TYPE.containsKey(type)
                        ? describe(proto.comment)
                        : paragraphs(property.text, describe(proto.comment));
        text.put(property.name, described);
    }

    /** Keeps the description of a type that is written as one value; that of IntOrString is one paragraph. */
    private void describePlain(String name, String text) {
        String owner = name.substring(0, name.lastIndexOf('.'));
        String simple = name.substring(name.lastIndexOf('.') + 1);
        List<String> comment = messages.getOrDefault(name, new Message()).comment;
        String described =
                simple.equals("IntOrString") ? text.replace("\n\n", "  ") : paragraphs(text, describe(comment));
        fields.computeIfAbsent(owner, key -> JSON.createObjectNode());
        texts.computeIfAbsent(owner, key -> JSON.createObjectNode())
                .putObject(simple)
                .put("", described);
    }

    private static List<Property> properties(String source) {
        Map<String, String> texts = new LinkedHashMap<>();
        Matcher described = PROPERTY.matcher(source);
        while (described.find()) {
            texts.put(described.group(2), javaText(described.group(1)).replace("*_/", "*/"));
        }
        List<Property> result = new ArrayList<>();
        Matcher serialized = SERIALIZED.matcher(source);
        while (serialized.find()) {
            result.add(new Property(
                    serialized.group(1),
                    serialized.group(3),
                    serialized.group(2).equals("Nonnull"),
                    texts.getOrDefault(serialized.group(4), "")));
        }
        return result;
    }

    // ---- types

    private String protoType(String declared, Property property) {
        if (declared.startsWith("map<")) {
            String value = declared.substring(declared.indexOf(',') + 1, declared.length() - 1)
                    .strip();
            return "{" + scalar(value);
        }
        String[] parts = declared.split(" ");
        String type = scalar(parts[1]);
        return parts[0].equals("repeated") ? "[" + type : type;
    }

    private String scalar(String type) {
        if (type.startsWith(".")) {
            String name = openApiName(type.substring(1));
            Message message = messages.get(name);
            if (PLAIN.containsKey(name)) {
                return PLAIN.get(name);
            }
            if (modelOf(name) != null || message == null) {
                return message == null ? "any" : name;
            }
            // a named list of strings; else JSON of several forms, which has a name and no fields
            return message.fields.size() == 1 && message.fields.containsKey("items") ? "[string" : name;
        }
        return switch (type) {
            case "bool" -> "boolean";
            case "double", "float" -> "double";
            default -> type;
        };
    }

    private String javaType(String owner, String type) {
        if (type.startsWith("List<")) {
            return "[" + javaType(owner, type.substring("List<".length(), type.length() - 1));
        }
        if (type.startsWith("Map<String, ")) {
            return "{" + javaType(owner, type.substring("Map<String, ".length(), type.length() - 1));
        }
        return switch (type) {
            case "String" -> "string";
            case "Integer" -> "int32";
            case "Long" -> "int64";
            case "Boolean" -> "boolean";
            case "Double" -> "double";
            case "OffsetDateTime" -> "time";
            case "byte[]" -> "bytes";
            case "IntOrString" -> "int-or-string";
            case "Quantity" -> "quantity";
            case "Object" -> "any";
            default -> openApiName(type);
        };
    }

    private String modelOf(String name) {
        String[] parts = name.split("\\.");
        if (parts.length < 3) {
            return null;
        }
        String simple = parts[parts.length - 1];
        String version = parts[parts.length - 2].toUpperCase(Locale.ROOT);
        String group = parts[parts.length - 3];
        String prefixed = Character.toUpperCase(group.charAt(0)) + group.substring(1) + version + simple;
        if (models.containsKey(prefixed)) {
            return prefixed;
        }
        return models.containsKey(version + simple) ? version + simple : null;
    }

    /** Returns the name of a protobuf message, or of a model that has none, as OpenAPI documents write it. */
    private String openApiName(String name) {
        if (name.startsWith("k8s.io.")) {
            return "io.k8s." + name.substring("k8s.io.".length()).replace('_', '-');
        }
        if (name.contains("APIService") || name.startsWith("Apiregistration")) {
            return "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1."
                    + name.replaceFirst("^(Apiregistration)?V1", "");
        }
        return messages.keySet().stream()
                .filter(message -> name.equals(modelOf(message)))
                .findFirst()
                .orElse("any");
    }

    private static String key(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    // ---- descriptions

    private static String javaText(String literal) {
        return literal.translateEscapes();
    }

    /** Joins the lines of a comment to paragraphs and leaves markers out. */
    private static String describe(List<String> comment) {
        StringBuilder text = new StringBuilder();
        for (String raw : comment) {
            String line = raw.stripTrailing();
            if (line.equals("---")) {
                break;
            }
            String leading = line.stripLeading();
            if (line.isEmpty()) {
                dropLast(text);
                text.append("\n\n");
            } else if (!leading.startsWith("TODO") && !leading.startsWith("+")) {
                if (leading.length() < line.length()) {
                    dropLast(text);
                    text.append('\n').append(line).append('\n');
                } else {
                    text.append(line).append(' ');
                }
            }
        }
        return text.toString().strip();
    }

    /**
     * Puts the breaks of a text back: the models' texts have a space for each line break, the comments of the protobuf classes have all
     * lines but the empty ones.
     */
    private static String paragraphs(String spaced, String lines) {
        if (spaced.isEmpty()) {
            return lines;
        }
        StringBuilder text = new StringBuilder();
        Matcher words = WORD.matcher(spaced);
        Matcher known = WORD.matcher(lines);
        boolean aligned = true;
        while (words.find()) {
            aligned = aligned && known.find() && known.group(2).equals(words.group(2));
            String gap = words.group(1);
            String line = aligned ? known.group(1) : " ";
            if (gap.length() <= line.length()) {
                text.append(aligned ? line : gap);
            } else {
                text.append(line.startsWith("\n") ? "\n" + line : text.length() == 0 ? gap : "\n\n" + gap.substring(2));
            }
            text.append(words.group(2));
        }
        return text.toString();
    }

    private static void dropLast(StringBuilder text) {
        if (text.length() > 0) {
            text.setLength(text.length() - 1);
        }
    }
}
