/**
 * The parts of an exported file that are the same in all: how it runs, its data, its loop.
 */

export const RUNTIME = `class Run:
    """Where the training is, and which part of it this process does."""

    seed = SEED
    step = 0
    epoch = 0
    total_steps = STEPS
    device = torch.device("cpu")
    world = int(os.environ.get("WORLD_SIZE", 1))
    rank = int(os.environ.get("RANK", 0))
    batch = BATCH  # examples of the present batch, of all processes together
    split = False  # whether the processes have a part of it each

    @property
    def share(self):
        return self.batch // self.world if self.split else self.batch


run = Run()


class State(tuple):
    """The shape of something that is kept with the weights and not learned."""


class Layer(nn.Module):
    """A module with these weights (given by their shapes) and inner modules."""

    def __init__(self, **parts):
        super().__init__()
        for name, part in parts.items():
            if isinstance(part, nn.Module):
                self.add_module(name, part)
            elif isinstance(part, State):
                self.register_buffer(name, torch.zeros(tuple(part), dtype=FLOAT))
            else:
                self.register_parameter(name, nn.Parameter(torch.zeros(part, dtype=FLOAT)))

    def weights(self):
        """All weights and states by their paths in the original program."""
        named = list(self.named_parameters()) + list(self.named_buffers())
        return {".".join(part.rstrip("_") or part for part in name.split(".")): value for name, value in named}


def read_safetensors(path):
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
        data = file.read()
    types = {"F64": np.float64, "F32": np.float32, "F16": np.float16, "I64": np.int64, "I32": np.int32}
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(data[t["data_offsets"][0] : t["data_offsets"][1]], types[t["dtype"]]).reshape(t["shape"])
        for name, t in header.items()
    }


def write_safetensors(path, tensors):
    header, parts, at = {}, [], 0
    for name, value in tensors.items():
        part = value.detach().cpu().to(torch.float32).contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [at, at + len(part)]}
        parts.append(part)
        at += len(part)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path + ".part", "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(parts))
    os.replace(path + ".part", path)


def load_weights(model, path):
    """Weights by their paths, from a run of the original program or of this one."""
    tensors = read_safetensors(path)
    weights = model.weights()
    if set(tensors) != set(weights):
        raise SystemExit(f"{path}: other weights than the program's: {sorted(set(tensors) ^ set(weights))}")
    with torch.no_grad():
        for name, value in weights.items():
            value.copy_(torch.from_numpy(tensors[name].astype(np.float64)))


def threefry(key0, key1, counter0, counter1):
    """Both words of Threefry-2x32-20 (Salmon et al., 2011), for arrays of counters."""
    word = lambda x: np.asarray(x, dtype=np.int64).astype(np.uint32)
    keys = [word(key0), word(key1)]
    keys.append(np.uint32(0x1BD11BDA) ^ keys[0] ^ keys[1])
    with np.errstate(over="ignore"):
        x0, x1 = word(counter0) + keys[0], word(counter1) + keys[1]
        for i in range(20):
            r = np.uint32([13, 15, 26, 6, 17, 29, 16, 24][i % 8])
            x0 = x0 + x1
            x1 = ((x1 << r) | (x1 >> (np.uint32(32) - r))) ^ x0
            if i % 4 == 3:
                s = (i + 1) // 4
                x0 = x0 + keys[s % 3]
                x1 = x1 + keys[(s + 1) % 3] + np.uint32(s)
    return x0, x1


class Data:
    """The examples of one part of the data: an array for each field, examples first."""

    def __init__(self, arrays, part):
        self.fields = {}
        for key, value in arrays.items():
            prefix, _, name = key.partition(".")
            if prefix != part:
                continue
            if name.endswith(":tokens"):
                # Windows over a text: the field of example i starts at i * stride.
                name = name[: -len(":tokens")]
                size, stride = arrays[f"{part}.{name}:window"]
                value = np.lib.stride_tricks.sliding_window_view(value, int(size))[:: int(stride)]
            elif ":" in name:
                continue
            self.fields[name] = value
        self.count = len(next(iter(self.fields.values()))) if self.fields else 0

    def batch(self, index):
        def tensor(value):
            value = torch.from_numpy(np.ascontiguousarray(value[index]))
            return value.to(run.device, FLOAT if value.is_floating_point() else value.dtype if value.dtype == torch.bool else torch.int64)

        return {name: tensor(value) for name, value in self.fields.items()}


def permutation(count, seed, epoch):
    """The order of an epoch's examples, as the original program has it."""
    words = threefry(seed, 0x4000E90C ^ (seed >> 32), epoch, np.arange(count // 2 + 1))
    order = np.arange(count)
    for i in range(count - 1, 0, -1):
        word = words[0 if i % 2 == 1 else 1][i >> 1]
        j = int(float(word) / 2.0**32 * (i + 1))
        order[i], order[j] = order[j], order[i]
    return order


def batches(count, size, seed):
    """The examples of each step. What fills no batch is left out of an epoch, or comes first in the next one unshuffled."""
    if not SHUFFLE:
        at = 0
        while True:
            yield (at + np.arange(size)) % count
            at = (at + size) % count
    epoch = 0
    while True:
        order = permutation(count, seed, epoch)
        for k in range(count // size):
            yield order[k * size : (k + 1) * size]
        epoch += 1


def part_of(index):
    """This process's examples: its part of each of the batches that make one update."""
    if run.world == 1:
        return index
    return np.concatenate([np.split(micro, run.world)[run.rank] for micro in np.split(index, ACCUMULATE)])


class Rule:
    """An update that is applied to the weights of a \`minimize\`, as one vector or one by one, and what it keeps."""

    def __init__(self, update, group, paths, states):
        self.update, self.group, self.paths, self.states = update, group, paths, states
        self.kept = None

    def step(self, weights, gradients):
        ps = [weights[path] for path in self.paths]
        gs = [gradients[self.group][path] for path in self.paths]
        p, g = (ps[0], gs[0]) if len(ps) == 1 else (flat(ps), flat(gs))
        if self.kept is None:
            self.kept = {
                name: torch.full(p.shape if shape is None else shape, fill, dtype=FLOAT, device=run.device)
                for name, (fill, shape) in self.states.items()
            }
        arguments = list(self.kept.values())
        if "all_grads" in self.update.__code__.co_varnames[: self.update.__code__.co_argcount]:
            arguments.append(flat(list(gradients[self.group].values())))
        after, kept = self.update(p, g, *arguments)
        self.kept = {name: value.clone() for name, value in kept.items()}
        sizes = [x.numel() for x in ps]
        return dict(zip(self.paths, (part.reshape(x.shape) for part, x in zip(after.reshape(-1).split(sizes), ps))))


def flat(tensors):
    return torch.cat([x.reshape(-1) for x in tensors])`;

export const LOOP = `class Loss(nn.Module):
    """The program's losses one at a time, each a module's result, which PyTorch's data parallelism wraps."""

    def __init__(self, program):
        super().__init__()
        self.program = program

    def forward(self, group, batch):
        losses, states = self.program.losses(**batch)
        return losses[group], {path: value.detach() for path, value in states.items()}


def data_parallel(net):
    """Its backward pass gives every process the mean of all their gradients."""
    # A program always does the same; of several losses each reaches other weights.
    options = {"static_graph": True} if LOSSES == 1 else {"find_unused_parameters": True}
    # Buffers follow from the whole batch, so they are equal everywhere.
    return nn.parallel.DistributedDataParallel(net, broadcast_buffers=False, **options)


def train_step(net, model, batch):
    """All gradients at the weights as they are, then all updates. Returns the losses and the gradients by path."""
    weights = model.weights()
    losses, gradients = [], []
    for group in range(LOSSES):
        paths = [path for rule in RULES if rule.group == group for path in rule.paths]
        net.zero_grad(set_to_none=True)
        # Where the batch is shared, this loss is that of all of it, in every process: the mean of its gradients, each
        # of which counts what all processes make of this one's examples, is the gradient.
        loss, states = net(group, batch)
        loss.backward()
        losses.append(float(loss))
        found = [weights[path].grad for path in paths]
        gradients.append({p: torch.zeros_like(weights[p]) if g is None else g for p, g in zip(paths, found)})
    with torch.no_grad():
        after = {path: value.clone() for path, value in states.items()}
        for rule in RULES:
            after.update(rule.step(weights, gradients))
        for path, value in after.items():
            weights[path].copy_(value)
    return losses, gradients


@torch.no_grad()
def evaluate(model, data):
    """The means of the scores over all examples, in evaluation mode."""
    if data is None:
        return {name: float(value) for name, value in model.scores().items()}
    totals = {}
    for first in range(0, data.count, BATCH):
        index = np.arange(first, min(first + BATCH, data.count))
        run.batch = len(index)
        for name, value in model.scores(**data.batch(index)).items():
            share = 1 if name in SUMS else len(index)
            totals[name] = totals.get(name, 0.0) + value.to(torch.float64) * share
    run.batch = data.count
    scores = {name: total / data.count for name, total in totals.items() if name not in SUMS}
    if SUMS:
        scores.update(model.finish(**{name: totals[name].to(FLOAT) for name in SUMS}))
    run.batch = BATCH
    return {name: float(value) for name, value in scores.items()}


def main():
    global FLOAT
    here = os.path.splitext(os.path.abspath(__file__))[0]
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--weights", default=here + ".safetensors", help="what training starts from")
    parser.add_argument("--data", default=here + ".npz")
    parser.add_argument("--out", help="write the weights there (.safetensors)")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--double", action="store_true", help="compute in double precision")
    parser.add_argument("--log-every", type=int, default=10)
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    args = parser.parse_args()
    if args.double:
        FLOAT = torch.float64
    torch.set_default_dtype(FLOAT)
    run.seed, run.total_steps, run.device = args.seed, args.steps, torch.device(args.device)
    if run.world > 1:
        dist.init_process_group("gloo" if run.device.type == "cpu" else "nccl")
        if run.device.type == "cuda":
            run.device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0)))
        if STEPS_PER_EPOCH is not None and BATCH % run.world != 0:
            raise SystemExit(f"a batch of {BATCH} cannot be split over {run.world} processes")
    arrays = np.load(args.data) if STEPS_PER_EPOCH is not None else {}
    parts = {part: Data(arrays, part) for part in ("train", "validation", "test")}
    model = Program().to(run.device)
    if model.weights():
        load_weights(model, args.weights)
    order = batches(parts["train"].count, BATCH * ACCUMULATE, run.seed) if parts["train"].count else None
    net = data_parallel(Loss(model)) if run.world > 1 and order else Loss(model)

    def say(event, text):
        if run.rank == 0:
            print(json.dumps(event) if args.json else text, flush=True)

    def validate(step):
        data = parts["validation"] if parts["validation"].count else parts["test"] if parts["test"].count else None
        if data is None and order is not None:
            return
        run.step = step
        scores = evaluate(model, data)
        shown = " · ".join(f"{name} {value:.6g}" for name, value in scores.items())
        say({"type": "eval", "step": step, **scores}, f"step {step} · {shown}")

    for step in range(args.steps):
        run.step, run.epoch = step, step // STEPS_PER_EPOCH if STEPS_PER_EPOCH else 0
        run.split = run.world > 1 and order is not None
        losses, _ = train_step(net, model, parts["train"].batch(part_of(next(order))) if order else {})
        run.split = False
        if step % args.log_every == 0:
            say({"type": "step", "step": step, "loss": losses[0], "losses": losses}, f"step {step} · loss {losses[0]:.6g}")
        if (step + 1) % VALIDATE_EVERY == 0 or step + 1 == args.steps:
            validate(step + 1)
    if args.out and run.rank == 0:
        write_safetensors(args.out, model.weights())
    if run.world > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    main()`;
