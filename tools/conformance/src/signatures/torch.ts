/**
 * PyTorch's parameters of `torch.*` and of the tensor methods, in PyTorch's order and spelling.
 *
 * A method takes the same line without its first name. How a line is read is told in `signature.ts`.
 */
export const torchSignatures = `
add: input# other# {alpha}
addbmm: input batch1 batch2 {beta alpha}
addcdiv: input tensor1 tensor2 {value}
addcmul: input tensor1 tensor2 {value}
addmm: input mat1 mat2 {beta alpha}
addmv: input mat vec {beta alpha}
addr: input vec1 vec2 {beta alpha}
all: input dim {keepdim}
allclose: input other {rtol atol equal_nan}
amax: input dim {keepdim}
amin: input dim {keepdim}
aminmax: input {dim keepdim}
any: input dim {keepdim}
arange: start#|end# end# step# {dtype device requires_grad}
argmax: input dim {keepdim}
argmin: input dim {keepdim}
argsort: input dim {descending stable}
as_strided: input size stride storage_offset
as_strided_scatter: input src size stride storage_offset
as_tensor: data# {dtype device}
atan2: input other
atleast_1d: ...tensors
atleast_2d: ...tensors
atleast_3d: ...tensors
backward: input {gradient retain_graph create_graph inputs}
baddbmm: input batch1 batch2 {beta alpha}
bartlett_window: window_length {periodic dtype device requires_grad}
bernoulli: input {p generator}
bernoulli_: input p {generator}
bincount: input weights minlength
bitwise_and: input# other#
bitwise_left_shift: input# other#
bitwise_or: input# other#
bitwise_right_shift: input# other#
bitwise_xor: input# other#
blackman_window: window_length {periodic dtype device requires_grad}
block_diag: ...tensors
bmm: input mat2
broadcast_shapes: ...shapes
broadcast_tensors: ...tensors
broadcast_to: input *size|shape
bucketize: input boundaries {out_int32 right}
cartesian_prod: ...tensors
cat: tensors dim
cauchy: input median sigma {generator}
cdist: x1 x2 p {compute_mode}
cholesky: input {upper}
cholesky_inverse: input {upper}
cholesky_solve: input input2 {upper}
chunk: input chunks dim
clamp: input min# max#
clamp_max: input max#
clamp_min: input min#
clip: input min# max#
clone: input {memory_format}
column_stack: tensors
combinations: input r {with_replacement}
concat: tensors dim
concatenate: tensors dim
constant_pad_nd: input pad value
contiguous: input {memory_format}
conv1d: input weight bias {stride padding dilation groups}
conv2d: input weight bias {stride padding dilation groups}
conv3d: input weight bias {stride padding dilation groups}
conv_transpose1d: input weight bias {stride padding output_padding groups dilation}
conv_transpose2d: input weight bias {stride padding output_padding groups dilation}
conv_transpose3d: input weight bias {stride padding output_padding groups dilation}
copy: input src {non_blocking}
copysign: input other#
corrcoef: input
count_nonzero: input dim
cov: input {correction fweights aweights}
cross: input other dim
cummax: input dim
cummin: input dim
cumprod: input dim {dtype}
cumsum: input dim {dtype}
cumulative_trapezoid: y x {dx dim}
diag: input diagonal
diag_embed: input offset dim1 dim2
diagflat: input offset
diagonal: input offset dim1 dim2
diagonal_scatter: input src offset dim1 dim2
diff: input n dim {prepend append}
dist: input other p
div: input# other# {rounding_mode}
divide: input# other# {rounding_mode}
dsplit: input indices_or_sections
dstack: tensors
einsum: equation ...operands
empty: *size {dtype device requires_grad}
empty_like: input {dtype device requires_grad memory_format}
empty_strided: size stride {dtype device requires_grad}
eq: input other#
equal: input other
expand: input *size
exponential: input lambd {generator}
eye: n m {dtype device requires_grad}
fill: input value
finfo: dtype
flatten: input start_dim end_dim
flip: input *dims
float_power: input# exponent#
floor_divide: input# other#
fmod: input other#
full: size fill_value# {dtype device requires_grad}
full_like: input fill_value {dtype device requires_grad memory_format}
gather: input dim index {sparse_grad}
ge: input other#
geometric: input p {generator}
gradient: input {spacing dim edge_order}
greater: input other#
greater_equal: input other#
group_norm: input num_groups weight bias {eps}
gt: input other#
hamming_window: window_length {periodic alpha beta dtype device requires_grad}
hann_window: window_length {periodic dtype device requires_grad}
histc: input bins min max
histogram: input bins {range weight density}
hsplit: input indices_or_sections
hstack: tensors
iinfo: dtype
index_add: input dim index source {alpha}
index_copy: input dim index source
index_fill: input dim index value
index_put: input indices values {accumulate}
index_reduce: input dim index source reduce {include_self}
index_select: input dim index
instance_norm: input running_mean running_var weight bias {use_input_stats momentum eps}
isclose: input other {rtol atol equal_nan}
isin: elements# test_elements# {assume_unique invert}
kaiser_window: window_length {periodic beta dtype device requires_grad}
kthvalue: input k dim {keepdim}
layer_norm: input normalized_shape weight bias {eps}
le: input other#
lerp: input end weight
less: input other#
less_equal: input other#
linspace: start end steps {dtype device requires_grad}
log_normal: input mean std {generator}
log_softmax: input dim {dtype}
logcumsumexp: input dim
logical_and: input other
logical_or: input other
logical_xor: input other
logit: input eps
logspace: start end steps base {dtype device requires_grad}
logsumexp: input dim {keepdim}
lt: input other#
lu_unpack: LU_data LU_pivots {unpack_data unpack_pivots}
manual_seed: seed
masked_fill: input mask value
masked_scatter: input mask source
masked_select: input mask
matmul: input other
matrix_power: input n
max: input dim|other {keepdim}
maximum: input other
mean: input dim {keepdim dtype}
median: input dim {keepdim}
meshgrid: *tensors {indexing}
min: input dim|other {keepdim}
minimum: input other
mm: input mat2
mode: input dim {keepdim}
moveaxis: input source destination
movedim: input source destination
mul: input# other#
multinomial: input num_samples {replacement generator}
multiply: input# other#
mv: input vec
mvlgamma: input p
nan_to_num: input nan posinf neginf
nanmean: input dim {keepdim dtype}
nanmedian: input dim {keepdim}
nanquantile: input q dim {keepdim interpolation}
nansum: input dim {keepdim dtype}
narrow: input dim start length
narrow_copy: input dim start length
native_layer_norm: input normalized_shape weight bias eps
ne: input other#
new_empty: input *size {dtype device requires_grad}
new_full: input size fill_value {dtype device requires_grad}
new_ones: input *size {dtype device requires_grad}
new_tensor: input data# {dtype device requires_grad}
new_zeros: input *size {dtype device requires_grad}
nonzero: input {as_tuple}
nonzero_static: input {size fill_value}
norm: input p dim {keepdim dtype}
normal: mean std size {generator dtype device requires_grad}
not_equal: input other#
ones: *size {dtype device requires_grad}
ones_like: input {dtype device requires_grad memory_format}
outer: input vec2
permute: input *dims
pinverse: input rcond
polygamma: n input
pow: input# exponent#
prod: input dim {keepdim dtype}
put: input index source {accumulate}
quantile: input q dim {keepdim interpolation}
rand: *size {generator dtype device requires_grad}
rand_like: input {generator dtype device requires_grad memory_format}
randint: low|high high|size size {generator dtype device requires_grad}
randint_like: input low|high high {dtype device requires_grad generator}
randn: *size {generator dtype device requires_grad}
randn_like: input {generator dtype device requires_grad memory_format}
random: input from to {generator}
randperm: n {generator dtype device requires_grad}
register_hook: input hook
remainder: input# other#
renorm: input p dim maxnorm
repeat: input *repeats
repeat_interleave: input repeats dim {output_size}
requires_grad: input requires_grad
reshape: input *shape
reshape_as: input other
resize: input *size
rms_norm: input normalized_shape weight {eps}
roll: input shifts dims
rot90: input k dims
round: input {decimals}
row_stack: tensors
rsub: input other# {alpha}
scalar_tensor: s# {dtype device requires_grad}
scatter: input dim index src|value {reduce}
scatter_add: input dim index src
scatter_reduce: input dim index src reduce {include_self}
searchsorted: sorted_sequence input {out_int32 right side sorter}
select: input dim index
select_scatter: input src dim index
set_default_dtype: d
set_printoptions: {precision threshold edgeitems linewidth profile sci_mode}
slice_scatter: input src dim start end step
softmax: input dim {dtype}
sort: input dim {descending stable}
split: input split_size_or_sections|split_size dim
split_with_sizes: input split_sizes dim
squeeze: input dim
stack: tensors dim
std: input dim! {unbiased keepdim correction}
std_mean: input dim! {unbiased keepdim correction}
sub: input# other# {alpha}
subtract: input# other# {alpha}
sum: input dim {keepdim dtype}
sum_to_size: input *size
swapaxes: input axis0 axis1
swapdims: input dim0 dim1
take: input index
take_along_dim: input indices dim
tensor: data# {dtype device requires_grad}
tensor_split: input indices_or_sections|sections|indices dim
tensordot: a b dims
tile: input *dims
to: input dtype|other|device {non_blocking copy}
topk: input k dim {largest sorted}
transpose: input dim0 dim1
trapezoid: y x {dx dim}
trapz: y x {dx dim}
tril: input diagonal
tril_indices: row col offset {dtype device}
triu: input diagonal
triu_indices: row col offset {dtype device}
true_divide: input# other#
unbind: input dim
unflatten: input dim sizes
unfold: input dimension size step
uniform: input from to {generator}
unique: input {sorted return_inverse return_counts dim}
unique_consecutive: input {return_inverse return_counts dim}
unravel_index: indices shape
unsqueeze: input dim
vander: x N {increasing}
var: input dim! {unbiased keepdim correction}
var_mean: input dim! {unbiased keepdim correction}
view: input *size|dtype
view_as: input other
vsplit: input indices_or_sections
vstack: tensors
where: condition input# other#
xlogy: input# other#
zeros: *size {dtype device requires_grad}
zeros_like: input {dtype device requires_grad memory_format}

linalg.cholesky: A {upper}
linalg.cholesky_ex: A {upper check_errors}
linalg.cond: A p
linalg.cross: input other {dim}
linalg.diagonal: A {offset dim1 dim2}
linalg.eigh: A {UPLO}
linalg.eigvalsh: A {UPLO}
linalg.inv_ex: A {check_errors}
linalg.ldl_factor: A {hermitian}
linalg.lstsq: A B rcond {driver}
linalg.lu: A {pivot}
linalg.lu_factor: A {pivot}
linalg.lu_factor_ex: A {pivot check_errors}
linalg.lu_solve: LU pivots B {left adjoint}
linalg.matrix_norm: A ord dim {keepdim dtype}
linalg.matrix_power: A n
linalg.matrix_rank: A tol {atol rtol hermitian}
linalg.norm: A ord dim {keepdim dtype}
linalg.pinv: A rcond {atol rtol hermitian}
linalg.qr: A {mode}
linalg.solve: A B {left}
linalg.solve_ex: A B {left check_errors}
linalg.solve_triangular: A B {upper left unitriangular}
linalg.svd: A {full_matrices driver}
linalg.svdvals: A {driver}
linalg.tensorinv: A ind
linalg.tensorsolve: A B {dims}
linalg.vander: x {N}
linalg.vecdot: x y {dim}
linalg.vector_norm: x ord dim {keepdim dtype}

special.log_softmax: input dim {dtype}
special.logit: input eps
special.logsumexp: input dim {keepdim}
special.multigammaln: input p
special.polygamma: n input
special.round: input {decimals}
special.softmax: input dim {dtype}
special.xlog1py: input# other#
special.xlogy: input# other#
special.zeta: input# other#

signal.windows.bartlett: M {sym dtype layout device requires_grad}
signal.windows.blackman: M {sym dtype layout device requires_grad}
signal.windows.cosine: M {sym dtype layout device requires_grad}
signal.windows.exponential: M {center tau sym dtype layout device requires_grad}
signal.windows.gaussian: M {std sym dtype layout device requires_grad}
signal.windows.general_cosine: M {a sym dtype layout device requires_grad}
signal.windows.general_hamming: M {alpha sym dtype layout device requires_grad}
signal.windows.hamming: M {sym dtype layout device requires_grad}
signal.windows.hann: M {sym dtype layout device requires_grad}
signal.windows.kaiser: M {beta sym dtype layout device requires_grad}
signal.windows.nuttall: M {sym dtype layout device requires_grad}

autograd.grad: outputs inputs {grad_outputs retain_graph create_graph only_inputs allow_unused is_grads_batched materialize_grads}
grad: outputs inputs {grad_outputs retain_graph create_graph only_inputs allow_unused is_grads_batched materialize_grads}
autograd.backward: tensors grad_tensors {retain_graph create_graph inputs}
autograd.functional.jacobian: func inputs {create_graph strict vectorize strategy}
autograd.functional.hessian: func inputs {create_graph strict vectorize outer_jacobian_strategy}
autograd.functional.jvp: func inputs v {create_graph strict}
autograd.functional.vjp: func inputs v {create_graph strict}
autograd.functional.hvp: func inputs v {create_graph strict}
autograd.functional.vhp: func inputs v {create_graph strict}
`;
