package dev.lovage.canvas;

import dev.cel.bundle.CelFactory;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.cel.runtime.standard.MatchesFunction.MatchesOverload;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sets CEL up as our language has it: which functions there are, and which bounds hold.
///
/// Its time zone functions are left out: their answers change with the machine's zone data.
final class Cel {
    static final int LONGEST_SOURCE = 4 * 1024;
    static final int DEEPEST = 32;
    static final int MOST_STEPS = 10_000;
    static final String TRUTH = "true or false";
    private static final int MOST_SCOPES = 256;

    /// Names that stand for types and groups of functions.
    private static final Set<String> OWN_NAMES =
            Set.of(
                    "bool",
                    "bytes",
                    "double",
                    "int",
                    "list",
                    "map",
                    "null_type",
                    "string",
                    "type",
                    "uint",
                    "optional_type",
                    "math",
                    "lists",
                    "optional");

    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .maxExpressionCodePointSize(LONGEST_SOURCE)
                    .maxParseRecursionDepth(DEEPEST)
                    .comprehensionMaxIterations(MOST_STEPS)
                    .enableHeterogeneousNumericComparisons(true)
                    .build();

    private static final Set<CelStandardOverload> OWN_OVERLOADS =
            Set.of(
                    AddOverload.ADD_STRING,
                    AddOverload.ADD_BYTES,
                    AddOverload.ADD_LIST,
                    MatchesOverload.MATCHES,
                    MatchesOverload.MATCHES_STRING);
    private static final Set<CelStringExtensions.Function> OWN_TEXT =
            EnumSet.of(CelStringExtensions.Function.JOIN, CelStringExtensions.Function.REPLACE);
    private static final Set<CelListsExtensions.Function> OWN_LISTS =
            EnumSet.of(CelListsExtensions.Function.RANGE, CelListsExtensions.Function.FLATTEN);

    /// `sortBy` is declared by its library to give what it sorts by; it gives what it sorts.
    private static final CelFunctionDecl SORT_BY =
            CelFunctionDecl.newFunctionDeclaration(
                    "lists.@sortByAssociatedKeys",
                    CelOverloadDecl.newGlobalOverload(
                            "list_sortByAssociatedKeys",
                            ListType.create(SimpleType.DYN),
                            ListType.create(SimpleType.DYN)));

    private final dev.cel.bundle.Cel base = base();
    private final Map<Set<String>, dev.cel.bundle.Cel> scopes = new ConcurrentHashMap<>();

    static boolean isOwnName(String name) {
        return OWN_NAMES.contains(name);
    }

    CelAbstractSyntaxTree parse(String source) throws CelValidationException {
        return base.parse(source).getAst();
    }

    /// `parsed` with the types of what it says, in a scope with these names.
    CelAbstractSyntaxTree checked(CelAbstractSyntaxTree parsed, Set<String> names)
            throws CelValidationException {
        return scope(names).check(parsed).getAst();
    }

    CelRuntime.Program program(CelAbstractSyntaxTree checked, Set<String> names)
            throws CelEvaluationException {
        return scope(names).createProgram(checked);
    }

    /// What an expression gives, in words; empty when that is known only once it is evaluated.
    static String gives(CelAbstractSyntaxTree checked) {
        return switch (checked.getResultType().kind()) {
            case BOOL -> TRUTH;
            case INT, UINT, DOUBLE -> "a number";
            case STRING -> "a text";
            case BYTES -> "bytes";
            case LIST -> "a list";
            case MAP -> "an object";
            case NULL_TYPE -> "null";
            case TIMESTAMP -> "a moment";
            case DURATION -> "a duration";
            default -> "";
        };
    }

    private dev.cel.bundle.Cel scope(Set<String> names) {
        var known = scopes.get(names);
        if (known != null) {
            return known;
        }
        var builder = base.toCelBuilder();
        names.forEach(name -> builder.addVar(name, SimpleType.DYN));
        var cel = builder.build();
        if (scopes.size() >= MOST_SCOPES) {
            scopes.clear();
        }
        scopes.put(Set.copyOf(names), cel);
        return cel;
    }

    private static dev.cel.bundle.Cel base() {
        var functions =
                CelStandardFunctions.newBuilder()
                        .filterFunctions((_, overload) -> !OWN_OVERLOADS.contains(overload))
                        .build();
        var text = EnumSet.complementOf(EnumSet.copyOf(OWN_TEXT));
        var lists = EnumSet.complementOf(EnumSet.copyOf(OWN_LISTS));
        var declared = EnumSet.complementOf(EnumSet.of(CelListsExtensions.Function.SORT_BY));
        return CelFactory.legacyCelBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(declarations())
                .setStandardFunctions(functions)
                .addCompilerLibraries(
                        CelExtensions.strings(),
                        CelExtensions.math(),
                        CelExtensions.lists(declared),
                        CelExtensions.optional())
                .addMacros(CelExtensions.lists().macros())
                .addFunctionDeclarations(SORT_BY)
                .addRuntimeLibraries(
                        CelExtensions.strings(text),
                        CelExtensions.math(),
                        CelExtensions.lists(lists),
                        CelExtensions.optional())
                .addFunctionBindings(CelBounded.bindings())
                .build();
    }

    private static CelStandardDeclarations declarations() {
        return CelStandardDeclarations.newBuilder()
                .filterFunctions((_, overload) ->
                        !overload.celOverloadDecl().overloadId().endsWith("_with_tz"))
                .build();
    }
}
