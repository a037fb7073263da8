package dev.lovage.canvas;

import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

import java.util.Collection;
import java.util.Set;

/// Sets CEL up as our language has it: which functions there are, and which bounds hold.
final class Cel {
    static final int LONGEST_SOURCE = 4 * 1024;
    private static final int DEEPEST = 32;
    private static final int MOST_STEPS = 10_000;

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

    private final dev.cel.bundle.Cel base;

    Cel() {
        var lists = CelExtensions.lists();
        base =
                CelFactory.legacyCelBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .addCompilerLibraries(
                                CelExtensions.strings(),
                                CelExtensions.math(),
                                lists,
                                CelExtensions.optional())
                        .addRuntimeLibraries(
                                CelExtensions.strings(),
                                CelExtensions.math(),
                                lists,
                                CelExtensions.optional())
                        .build();
    }

    static boolean isOwnName(String name) {
        return OWN_NAMES.contains(name);
    }

    CelAbstractSyntaxTree parse(String source) throws CelValidationException {
        return base.parse(source).getAst();
    }

    /// The program for `parsed` in a scope with these names.
    CelRuntime.Program program(CelAbstractSyntaxTree parsed, Collection<String> names)
            throws CelValidationException, CelEvaluationException {
        var builder = base.toCelBuilder();
        names.forEach(name -> builder.addVar(name, SimpleType.DYN));
        var cel = builder.build();
        return cel.createProgram(cel.check(parsed).getAst());
    }
}
