"""Operators on every element."""

from onnx_samples.names import Skip, dtype_of, num, on, skip

for name, expr in {
    "Abs": "abs(x)", "Acos": "acos(x)", "Asin": "asin(x)", "Atan": "atan(x)", "Ceil": "ceil(x)", "Cos": "cos(x)", "Erf": "erf(x)",
    "Exp": "exp(x)", "Floor": "floor(x)", "IsNaN": "isnan(x)", "Log": "log(x)", "Neg": "-x", "Not": "!x", "Reciprocal": "1 / x",
    "Relu": "relu(x)", "Round": "round(x)", "Sigmoid": "sigmoid(x)", "Sign": "sign(x)", "Sin": "sin(x)", "Softplus": "softplus(x)",
    "Softsign": "x / (1 + abs(x))", "Sqrt": "sqrt(x)", "Tan": "tan(x)", "Tanh": "tanh(x)", "HardSwish": "hardswish(x)",
    "Identity": "x", "Cosh": "(exp(x) + exp(-x)) / 2", "Sinh": "(exp(x) - exp(-x)) / 2",
}.items():  # fmt: skip

    def unary(n, expr=expr):
        n.x(0)
        return expr

    on(name)(unary)
for name, op in {"Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "Equal": "==", "Greater": ">", "GreaterOrEqual": ">=", "Less": "<",
                 "LessOrEqual": "<=", "And": "&&", "Or": "||", "Xor": "!=", "MatMul": "@"}.items():  # fmt: skip

    def infix(n, op=op):
        a, b = n.x(0), n.x(1)
        if op == "/" and dtype_of(n.at(0)) != "f32":
            raise Skip
        return f"{a} {op} {b}"

    on(name)(infix)


@on("Mod")
def _(n):
    a, b = n.x(0), n.x(1)
    if not n.attr("fmod", 0):
        return f"{a} % {b}"
    # C's fmod has the dividend's sign.
    return f"sign({a}) * (abs({a}) % abs({b}))"


@on("Pow")
def _(n):
    a, b = n.at(0), n.at(1)
    if dtype_of(a) != "f32":
        raise Skip
    x, y = n.x(0), n.x(1)
    return f"{x}^{y}" if dtype_of(b) == "f32" else f"{x}^f32({y})"


def nary(text):
    def f(n):
        y = n.x(0)
        for i in range(1, len(n.node.input)):
            y = text.format(y, n.x(i))
        return y

    return f


on("Max")(nary("maximum({}, {})"))
on("Min")(nary("minimum({}, {})"))
on("Sum")(nary("({} + {})"))
on("Mean")(lambda n: f"({nary('{} + {}')(n)}) / {len(n.node.input)}")


@on("Clip")
def _(n):
    lo = n.x(1) if n.has(1) else ("-inf" if dtype_of(n.at(0)) == "f32" else str(-(2**31)))
    hi = n.x(2) if n.has(2) else ("inf" if dtype_of(n.at(0)) == "f32" else str(2**31 - 1))
    return f"clamp({n.x(0)}, {lo}, {hi})"


on("Elu")(lambda n: f"elu({n.x(0)}, alpha: {num(n.attr('alpha', 1.0))})")
on("Celu")(lambda n: f"{num(n.attr('alpha', 1.0))} * elu({n.x(0)} / {num(n.attr('alpha', 1.0))})")
on("LeakyRelu")(lambda n: f"leaky_relu({n.x(0)}, slope: {num(n.attr('alpha', 0.01))})")
on("Selu")(lambda n: f"{num(n.attr('gamma', 1.05070102214813232421875))} * elu({n.x(0)}, alpha: {num(n.attr('alpha', 1.67326319217681884765625))})")
on("HardSigmoid")(lambda n: f"clamp({num(n.attr('alpha', 0.2))} * {n.x(0)} + {num(n.attr('beta', 0.5))}, 0, 1)")
on("ThresholdedRelu")(lambda n: f"select({n.x(0)} > {num(n.attr('alpha', 1.0))}, {n.x(0)}, 0)")
on("PRelu")(lambda n: f"select({n.x(0)} < 0, {n.x(1)} * {n.x(0)}, {n.x(0)})")
on("IsInf")(lambda n: f"!isfinite({n.x(0)}) && !isnan({n.x(0)})" if n.attr("detect_negative", 1) and n.attr("detect_positive", 1) else skip())
on("Where")(lambda n: f"select({n.x(0)}, {n.x(1)}, {n.x(2)})")


@on("Cast", "CastLike")
def _(n):
    if n.at(0).dtype.kind not in "fib" or n.outputs[0].dtype.kind not in "fib" or n.outputs[0].dtype.itemsize < 4:
        raise Skip  # the interpreter in double precision does not round to halves
    return f"{dtype_of(n.outputs[0])}({n.x(0)})"
