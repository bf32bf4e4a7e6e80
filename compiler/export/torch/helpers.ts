/**
 * The Python functions that exported programs call: what PyTorch lacks or means otherwise. A file gets those that it uses.
 */

interface Helper {
  readonly text: string;
  readonly needs?: readonly string[];
}

const HELPERS: Readonly<Record<string, Helper>> = {
  where: {
    text: `def where(c, a, b):
    """torch.where that takes numbers, in the other operand's dtype."""
    if not torch.is_tensor(a):
        dtype = b.dtype if torch.is_tensor(b) else number_dtype(a)
        a = torch.full((), a, dtype=dtype, device=run.device)
    if not torch.is_tensor(b):
        b = torch.full((), b, dtype=a.dtype, device=run.device)
    return torch.where(c, a, b)`,
    needs: ["number_dtype"],
  },
  number_dtype: {
    text: `def number_dtype(x):
    return torch.bool if isinstance(x, bool) else torch.int64 if isinstance(x, int) else FLOAT`,
  },
  maximum: {
    text: `def maximum(a, b):
    return torch.maximum(*same_kind(a, b))`,
    needs: ["same_kind"],
  },
  minimum: {
    text: `def minimum(a, b):
    return torch.minimum(*same_kind(a, b))`,
    needs: ["same_kind"],
  },
  same_kind: {
    text: `def same_kind(a, b):
    """Both as tensors."""
    if not torch.is_tensor(a):
        a = torch.full((), a, dtype=b.dtype, device=b.device)
    if not torch.is_tensor(b):
        b = torch.full((), b, dtype=a.dtype, device=a.device)
    return a, b`,
  },
  sqrt: {
    text: `def sqrt(x):
    """The square root, with gradient 0 at 0."""
    zero = x == 0
    return torch.where(zero, torch.zeros_like(x), torch.sqrt(torch.where(zero, torch.ones_like(x), x)))`,
  },
  sign: {
    text: `def sign(x):
    return float((x > 0) - (x < 0))`,
  },
  full: {
    text: `def full(shape, value, dtype):
    return torch.full(shape, value, dtype=dtype, device=run.device)`,
  },
  constant: {
    text: `def constant(values, dtype):
    return torch.tensor(values, dtype=dtype, device=run.device)`,
  },
  arange: {
    text: `def arange(n):
    return torch.arange(n, device=run.device)`,
  },
  product: {
    text: `def product(x, axes):
    for axis in reversed(axes):
        x = x.prod(axis)
    return x`,
  },
  cumsum: {
    text: `def cumsum(x, axis, reverse=False, exclusive=False):
    y = x.flip(axis).cumsum(axis).flip(axis) if reverse else x.cumsum(axis)
    return y - x if exclusive else y`,
  },
  take: {
    text: `def take(x, index, axis):
    """Rows of x along an axis; an index out of range reads 0."""
    n = x.shape[axis]
    inside = (index >= 0) & (index < n)
    rows = x.index_select(axis, index.clamp(0, n - 1).reshape(-1))
    rows = rows.reshape(x.shape[:axis] + index.shape + x.shape[axis + 1 :])
    mask = inside.reshape(index.shape + (1,) * (x.ndim - axis - 1))
    return torch.where(mask, rows, torch.zeros_like(rows))`,
  },
  take_along: {
    text: `def take_along(x, index, axis):
    """One element of x for each index along an axis; an index out of range reads 0."""
    inside = (index >= 0) & (index < x.shape[axis])
    found = torch.gather(x, axis, index.clamp(0, x.shape[axis] - 1))
    return torch.where(inside, found, torch.zeros_like(found))`,
  },
  scatter_add: {
    text: `def scatter_add(index, rows, axis, size):
    """Adds rows up at their indices; an index out of range adds nothing."""
    rows = rows.reshape(rows.shape[:axis] + (-1,) + rows.shape[axis + index.ndim :])
    place = torch.where((index >= 0) & (index < size), index, torch.full_like(index, size)).reshape(-1)
    y = torch.zeros(rows.shape[:axis] + (size + 1,) + rows.shape[axis + 1 :], dtype=rows.dtype, device=rows.device)
    return y.index_add(axis, place, rows).narrow(axis, 0, size)`,
  },
  put_along: {
    text: `def put_along(index, rows, axis, size):
    """Adds elements up at their indices along an axis; an index out of range adds nothing."""
    place = torch.where((index >= 0) & (index < size), index, torch.full_like(index, size))
    y = torch.zeros(rows.shape[:axis] + (size + 1,) + rows.shape[axis + 1 :], dtype=rows.dtype, device=rows.device)
    return y.scatter_add(axis, place, rows).narrow(axis, 0, size)`,
  },
  pad: {
    text: `def pad(x, low, high, interior=None, value=0.0):
    """Puts \`interior\` copies of value between neighbours, then low and high at the ends of each axis."""
    interior = interior or (0,) * x.ndim
    shape = [a + n + (n - 1) * k + b for a, n, k, b in zip(low, x.shape, interior, high)]
    y = torch.full(shape, value, dtype=x.dtype, device=x.device)
    y[tuple(slice(a, a + (n - 1) * (k + 1) + 1, k + 1) for a, n, k in zip(low, x.shape, interior))] = x
    return y`,
  },
  windows: {
    text: `def windows(x, axes, size, stride, dilation):
    """Sliding windows over some axes; what each window holds comes last."""
    for axis, n, s, d in zip(axes, size, stride, dilation):
        x = x.unfold(axis, d * (n - 1) + 1, s)[..., ::d]
    return x`,
  },
  overlap_add: {
    text: `def overlap_add(x, shape, axes, size, stride, dilation):
    """The adjoint of windows: adds every element of a window back to its place."""
    y = torch.zeros(shape, dtype=x.dtype, device=x.device)
    for cell in itertools.product(*(range(n) for n in size)):
        place = [slice(None)] * len(shape)
        for axis, q, s, d in zip(axes, cell, stride, dilation):
            place[axis] = slice(q * d, q * d + (x.shape[axis] - 1) * s + 1, s)
        y[tuple(place)] += x[(Ellipsis,) + cell]
    return y`,
  },
  conv: {
    text: `def conv(x, w, stride, dilation):
    """x [groups, batch, space..., in], w [groups, kernel..., in, out] -> [groups, batch, space..., out], no padding."""
    g, b, i, o, n = x.shape[0], x.shape[1], w.shape[-2], w.shape[-1], len(stride)
    space = range(2, 2 + n)
    image = x.permute(1, 0, n + 2, *space).reshape(b, g * i, *x.shape[2:-1])
    kernel = w.permute(0, n + 2, n + 1, *range(1, 1 + n)).reshape(g * o, i, *w.shape[1:-2])
    y = (F.conv1d if n == 1 else F.conv2d)(image, kernel, stride=stride, dilation=dilation, groups=g)
    return y.reshape(b, g, o, *y.shape[2:]).permute(1, 0, *(k + 1 for k in space), 2)`,
  },
  uniform: {
    text: `def uniform(shape, site, lane, seed, step, part=0):
    """The numbers in [0, 1) that the original program draws here, from a counter: Threefry-2x32-20."""
    count = int(np.prod(shape, dtype=np.int64))
    element = np.arange(count, dtype=np.uint64) + np.uint64(part * count)
    words = threefry(seed, site, step, element.astype(np.uint32))[lane]
    draw = (words >> np.uint32(8)).astype(np.float64) * 2.0**-24
    return torch.from_numpy(draw.reshape(shape)).to(device=run.device, dtype=FLOAT)`,
  },
  all_sum: {
    text: `def all_sum(x):
    """The sum over the processes, each of which has its part of the batch."""
    return AllSum.apply(x) if run.split else x


class AllSum(torch.autograd.Function):
    """Every process's result depends on the summand of each, so the gradients are summed likewise."""

    @staticmethod
    def forward(context, x):
        y = x.clone()
        dist.all_reduce(y)
        return y

    @staticmethod
    def backward(context, gradient):
        return AllSum.apply(gradient)`,
  },
  gather: {
    text: `def gather(x, axis):
    """All of the batch, where the processes have a part each."""
    if not run.split:
        return x
    axis = axis % x.ndim
    before = [torch.zeros_like(x)] * run.rank
    after = [torch.zeros_like(x)] * (run.world - 1 - run.rank)
    return all_sum(torch.cat(before + [x] + after, axis))`,
    needs: ["all_sum"],
  },
  shard: {
    text: `def shard(x, axis):
    """This process's part of something that has the whole batch."""
    return x.chunk(run.world, axis)[run.rank] if run.split else x`,
  },
};

/** The functions that a text calls, and what these call, in a fixed order. */
export function helpersOf(text: string): string[] {
  const needed = new Set<string>();
  const add = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const other of HELPERS[name]!.needs ?? []) add(other);
  };
  for (const name of Object.keys(HELPERS)) if (new RegExp(`(?<![\\w.])${name}\\(`).test(text)) add(name);
  return Object.entries(HELPERS).flatMap(([name, { text: code }]) => (needed.has(name) ? [code] : []));
}
