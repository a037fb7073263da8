package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class ExpressionsTest {
    private static final Map<?, ?> SCOPE =
            (Map<?, ?>)
                    Json.read(
                            """
                            {"input": {"n": 3, "half": 0.5, "none": null, "text": "a}b", "list": [1, null, "x"],
                                       "deep": {"a-b": {"c": true}}, "big": 9223372036854775807},
                             "prev": [{"k": "b", "v": 2}, {"k": "a", "v": 1}],
                             "run": {"id": "r~1"}, "steps": {"files": ["p", "q"]}, "item": null}
                            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    input.n + 1                               | 4
                    input.half * 2.0                          | 1.0
                    double(input.n) * input.half              | 1.5
                    input.n == 3.0 && input.n > 2.5           | true
                    input.none                                | null
                    input.none == null                        | true
                    input.list                                | [1,null,"x"]
                    input.list[1] == null                     | true
                    input.list.exists(e, e == 'x')            | true
                    input.list.map(e, [e])                    | [[1],[null],["x"]]
                    input.deep['a-b'].c                       | true
                    input.?width.orValue(256)                 | 256
                    input.?width                              | null
                    has(input.width) ? input.width : 16       | 16
                    prev.map(e, e.v).filter(v, v > 1)         | [2]
                    prev.sortBy(e, e.k).map(e, e.k).join('-') | "a-b"
                    steps.files.size()                        | 2
                    {'a': [1, 2.0], 'b': {'c': null}}         | {"a":[1,2.0],"b":{"c":null}}
                    lists.range(3) + [9]                      | [0,1,2,9]
                    [[1, [2]], [3]].flatten()                 | [1,[2],3]
                    [[1, [2]], [3]].flatten(2)                | [1,2,3]
                    'hello'.replace('l', 'L', 1)              | "heLlo"
                    'hello'.replace('', '_')                  | "_h_e_l_l_o_"
                    'hello'.replace('l', '')                  | "heo"
                    ['a', 'b'].join()                         | "ab"
                    math.greatest(1, input.n)                 | 3
                    timestamp('2026-01-02T03:04:05Z')         | "2026-01-02T03:04:05Z"
                    duration('90s')                           | "PT1M30S"
                    b'abc'                                    | "YWJj"
                    5u                                        | 5
                    run.id                                    | "r~1"
                    'image.png'.matches('[.]png$')            | true
                    matches('image.png', '^png')              | false
                    type(input.n) == int                      | true
                    item                                      | null
                    """)
    void givesPlainJson(String source, String json) {
        assertThat(Json.write(evaluate(source))).isEqualTo(json);
        assertThat(evaluate(source)).isEqualTo(Json.plain(evaluate(source)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    input.width                    | `input.width` is missing; where it may be, write `input.?width.orValue(..)`
                    input.deep.x.y                 | `input.deep.x` is missing
                    input['wi-dth']                | `input.wi-dth` is missing
                    input.n.x                      | `input.n.x` is asked of something that is no object
                    prev.map(e, e.w)               | `e.w` is missing
                    has(input.x) ? 1 : input.y     | `input.y` is missing
                    input.list[7]                  | the list has no such element in `input.list[..]`
                    input.n * input.half           | values of these kinds do not go together in `input.n * input.half`
                    input.n / 0                    | it divides by zero
                    input.big + 1                  | a whole number leaves 64 bits
                    1.0 / 0.0                      | its value is Infinity, which JSON has not
                    0.0 / 0.0                      | its value is NaN
                    type(1)                        | its value is a type
                    {1: 2}                         | the keys of its object must be texts
                    18446744073709551615u          | beyond whole numbers of 64 bits
                    int(input.text)                | does not have the form that is asked for
                    input.list.join()              | `join` takes a list of texts
                    input.(                        | cannot be read: no viable alternative
                    nope(1)                        | there is no function `nope`
                    1 + 'a'                        | found no matching overload
                    timestamp('2026-01-02T03:04:05Z').getHours('Europe/Berlin') | found no matching overload
                    secret('x')                    | not yet part of the language
                    steps                          | `steps` alone is no value
                    """)
    void saysWhyThereIsNoValue(String source, String why) {
        assertThatThrownBy(() -> evaluate(source))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    lists.range(10001).all(i, true)                                | 10,000 steps
                    lists.range(101).all(i, lists.range(101).all(j, true))         | 10,000 steps
                    'a'.matches('(((a{1000}){1000}){1000}){1000}')                 | no such pattern
                    'a'.matches('(a')                                              | no such pattern
                    lists.range(9223372036854775807)                               | list of more than 100,000
                    ['%s'].map(a, a + a + a + a)[0].size()                         | text of more than 1 MiB
                    ['%s'].map(a, [a, a, a, a].join())[0].size()                   | text of more than 1 MiB
                    ['%s'].map(a, a.replace('x', 'yyyy'))[0].size()                | text of more than 1 MiB
                    ['%s'].map(a, [a, a, a, a, a])                                 | more than 1.5 MiB
                    [lists.range(90000)].map(a, a + a)                             | list of more than 100,000
                    [lists.range(90000)].map(a, [a, a].flatten())                  | list of more than 100,000
                    [[1]].map(a,[a,a,a,a,a,a,a]).map(a,[a,a,a,a,a,a,a]).map(a,[a,a,a,a,a,a,a]).map(a,[a,a,a,a,a,a,a]).map(a,[a,a,a,a,a,a,a]).map(a,[a,a,a,a,a,a,a]).map(a,[a,a,a,a,a,a,a]).map(a,[a,a,a,a,a,a,a]).map(a,[a,a,a,a,a,a,a]) | more than 1.5 MiB
                    """)
    void boundsWhatAnExpressionBuilds(String source, String why) {
        var large = "x".repeat(400 * 1024);
        Scope scope = name -> large;
        assertThatThrownBy(() ->
                        Expressions.level(1)
                                .evaluate(new Expression(source.replace("'%s'", "input")), scope))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining(why);
    }

    @Test
    void takesTenThousandStepsButNotOneMore() {
        assertThat(evaluate("lists.range(10000).all(i, true)")).isEqualTo(true);
        assertThat((List<?>) evaluate("lists.range(10000).map(i, i)")).hasSize(10_000);
    }

    @Test
    void boundsItsSource() {
        var longest = "1" + " ".repeat(4095);
        assertThat(evaluate(longest)).isEqualTo(1L);
        assertThatThrownBy(() -> evaluate(longest + " "))
                .hasMessageContaining("longer than 4096 characters");
        assertThat(evaluate("[".repeat(20) + "]".repeat(20))).isInstanceOf(List.class);
        assertThatThrownBy(() -> evaluate("[".repeat(33) + "]".repeat(33)))
                .hasMessageContaining("nests deeper than 32 levels");
    }

    @Test
    void neverTellsValuesInErrors() {
        Scope scope = name -> Map.of("password", "canary");
        assertThatThrownBy(() ->
                        Expressions.level(1).evaluate(new Expression("input.password + 1"), scope))
                .message()
                .doesNotContain("canary");
    }

    @Test
    void givesAValueThatItOnlyLooksUpWithoutCopyingIt() {
        assertThat(evaluate("input.list")).isSameAs(((Map<?, ?>) SCOPE.get("input")).get("list"));
    }

    @Test
    void fillsTemplatesOnce() {
        var template =
                template(
                        """
                        {"all": "${input.list}", "text": "n=${input.n}, ${input.none}, ${input.list}",
                         "kept": "$${input.n}", "brace": "${'}' + input.text}", "raw": "${r'\\\\}' + \\"}\\"}",
                         "once": "${'$' + '{input.n}'}", "object": "${{'a': {'b': 1}}}", "plain": [1, 2.5, null]}
                        """);
        assertThat(Json.write(Expressions.level(1).fill(template, scope())))
                .isEqualTo(
                        """
                        {"all":[1,null,"x"],"text":"n=3, null, [1,null,\\"x\\"]","kept":"${input.n}",\
                        "brace":"}a}b","raw":"\\\\}}","once":"${input.n}","object":{"a":{"b":1}},\
                        "plain":[1,2.5,null]}\
                        """);
    }

    @Test
    void boundsTextsThatItFills() {
        Scope scope = name -> "x".repeat(600 * 1024);
        var template =
                new Template.Text(
                        List.of(
                                new Template.Computed(new Expression("input")),
                                new Template.Computed(new Expression("input"))));
        assertThatThrownBy(() -> Expressions.level(1).fill(template, scope))
                .hasMessageContaining("1 MiB");
    }

    @Test
    void knowsNoOtherLevel() {
        assertThatThrownBy(() -> Expressions.level(2)).hasMessageContaining("level 2");
    }

    private static Template template(String json) {
        return new Templates((at, expression) -> {}, new Flaws(Map.of())).read(Json.read(json), "");
    }

    private static Object evaluate(String source) {
        return Expressions.level(1).evaluate(new Expression(source), scope());
    }

    private static Scope scope() {
        return SCOPE::get;
    }
}
