/** PyTorch's parameters of the constructors of `torch.nn`, and of the `forward`s that take more than tensors. */
export const moduleSignatures = `
AdaptiveAvgPool1d: output_size
AdaptiveAvgPool2d: output_size
AdaptiveAvgPool3d: output_size
AdaptiveLogSoftmaxWithLoss: in_features n_classes cutoffs {div_value head_bias device dtype}
AdaptiveMaxPool1d: output_size {return_indices}
AdaptiveMaxPool2d: output_size {return_indices}
AdaptiveMaxPool3d: output_size {return_indices}
AlphaDropout: p# {inplace}
AvgPool1d: kernel_size {stride padding ceil_mode count_include_pad}
AvgPool2d: kernel_size {stride padding ceil_mode count_include_pad divisor_override}
AvgPool3d: kernel_size {stride padding ceil_mode count_include_pad divisor_override}
BCELoss: {weight size_average reduce reduction}
BCEWithLogitsLoss: {weight size_average reduce reduction pos_weight}
BatchNorm1d: num_features {eps# momentum# affine track_running_stats device dtype bias}
BatchNorm2d: num_features {eps# momentum# affine track_running_stats device dtype bias}
BatchNorm3d: num_features {eps# momentum# affine track_running_stats device dtype bias}
Bilinear: in1_features in2_features out_features {bias device dtype}
Buffer: data {persistent}
CELU: alpha# {inplace}
CTCLoss: {blank reduction zero_infinity}
ChannelShuffle: groups
CircularPad1d: padding
CircularPad2d: padding
CircularPad3d: padding
ConstantPad1d: padding value#
ConstantPad2d: padding value#
ConstantPad3d: padding value#
Conv1d: in_channels out_channels kernel_size {stride padding dilation groups bias padding_mode device dtype}
Conv2d: in_channels out_channels kernel_size {stride padding dilation groups bias padding_mode device dtype}
Conv3d: in_channels out_channels kernel_size {stride padding dilation groups bias padding_mode device dtype}
ConvTranspose1d: in_channels out_channels kernel_size {stride padding output_padding groups bias dilation padding_mode device dtype}
ConvTranspose2d: in_channels out_channels kernel_size {stride padding output_padding groups bias dilation padding_mode device dtype}
ConvTranspose3d: in_channels out_channels kernel_size {stride padding output_padding groups bias dilation padding_mode device dtype}
CosineEmbeddingLoss: {margin size_average reduce reduction}
CosineSimilarity: dim eps
CrossEntropyLoss: {weight size_average ignore_index reduce reduction label_smoothing}
CrossMapLRN2d: size {alpha beta k}
Dropout: p# {inplace}
Dropout1d: p# {inplace}
Dropout2d: p# {inplace}
Dropout3d: p# {inplace}
ELU: alpha# {inplace}
Embedding: num_embeddings embedding_dim {padding_idx max_norm# norm_type# scale_grad_by_freq sparse weight|_weight _freeze device dtype}
EmbeddingBag: num_embeddings embedding_dim {max_norm# norm_type# scale_grad_by_freq mode sparse weight|_weight include_last_offset padding_idx device dtype}
FeatureAlphaDropout: p# {inplace}
Flatten: start_dim end_dim
Fold: output_size kernel_size {dilation padding stride}
FractionalMaxPool2d: kernel_size {output_size output_ratio return_indices _random_samples}
FractionalMaxPool3d: kernel_size {output_size output_ratio return_indices _random_samples}
GELU: {approximate}
GLU: dim
GRU: input_size hidden_size {num_layers bias batch_first dropout bidirectional device dtype}
GRUCell: input_size hidden_size {bias device dtype}
GaussianNLLLoss: {full eps reduction}
GroupNorm: num_groups num_channels {eps# affine device dtype bias}
Hardshrink: lambd#
Hardsigmoid: {inplace}
Hardswish: {inplace}
Hardtanh: min_val# max_val# {inplace min_value max_value}
HingeEmbeddingLoss: {margin size_average reduce reduction}
HuberLoss: {reduction delta}
InstanceNorm1d: num_features {eps# momentum# affine track_running_stats device dtype bias}
InstanceNorm2d: num_features {eps# momentum# affine track_running_stats device dtype bias}
InstanceNorm3d: num_features {eps# momentum# affine track_running_stats device dtype bias}
KLDivLoss: {size_average reduce reduction log_target}
L1Loss: {size_average reduce reduction}
LPPool1d: norm_type# kernel_size {stride ceil_mode}
LPPool2d: norm_type# kernel_size {stride ceil_mode}
LPPool3d: norm_type# kernel_size {stride ceil_mode}
LSTM: input_size hidden_size {num_layers bias batch_first dropout bidirectional proj_size device dtype}
LSTMCell: input_size hidden_size {bias device dtype}
LayerNorm: normalized_shape {eps# elementwise_affine bias device dtype}
LeakyReLU: negative_slope# {inplace}
Linear: in_features out_features {bias device dtype}
LinearCrossEntropyLoss: in_features num_classes {out_features bias device dtype reduction weight ignore_index label_smoothing options}
LocalResponseNorm: size {alpha# beta# k#}
LogSoftmax: dim
MSELoss: {size_average reduce reduction}
MarginRankingLoss: {margin size_average reduce reduction}
MaxPool1d: kernel_size {stride padding dilation return_indices ceil_mode}
MaxPool2d: kernel_size {stride padding dilation return_indices ceil_mode}
MaxPool3d: kernel_size {stride padding dilation return_indices ceil_mode}
MaxUnpool1d: kernel_size {stride padding}
MaxUnpool2d: kernel_size {stride padding}
MaxUnpool3d: kernel_size {stride padding}
Mish: {inplace}
ModuleDict: modules
ModuleList: modules
MultiLabelMarginLoss: {size_average reduce reduction}
MultiLabelSoftMarginLoss: {weight size_average reduce reduction}
MultiMarginLoss: {p margin weight size_average reduce reduction}
MultiheadAttention: embed_dim num_heads {dropout bias add_bias_kv add_zero_attn kdim vdim batch_first device dtype}
NLLLoss: {weight size_average ignore_index reduce reduction}
PReLU: num_parameters init {device dtype}
PairwiseDistance: p eps {keepdim}
Parameter: data {requires_grad}
ParameterDict: parameters
ParameterList: values
PixelShuffle: upscale_factor
PixelUnshuffle: downscale_factor
PoissonNLLLoss: {log_input full size_average eps reduce reduction}
RMSNorm: normalized_shape {eps# elementwise_affine device dtype}
RNN: input_size hidden_size {num_layers nonlinearity bias batch_first dropout bidirectional device dtype}
RNNCell: input_size hidden_size {bias nonlinearity device dtype}
RReLU: lower# upper# {inplace}
ReLU: {inplace}
ReLU6: {inplace}
ReflectionPad1d: padding
ReflectionPad2d: padding
ReflectionPad3d: padding
ReplicationPad1d: padding
ReplicationPad2d: padding
ReplicationPad3d: padding
SELU: {inplace}
Sequential: ...args
SiLU: {inplace}
SmoothL1Loss: {size_average reduce reduction beta}
SoftMarginLoss: {size_average reduce reduction}
Softmax: dim
Softmin: dim
Softplus: beta# threshold#
Softshrink: lambd#
Threshold: threshold# value# {inplace}
Transformer: {d_model nhead num_encoder_layers num_decoder_layers dim_feedforward dropout# activation custom_encoder custom_decoder layer_norm_eps# batch_first norm_first bias device dtype}
TransformerDecoder: decoder_layer num_layers {norm}
TransformerDecoderLayer: d_model nhead {dim_feedforward dropout# activation layer_norm_eps# batch_first norm_first bias device dtype}
TransformerEncoder: encoder_layer num_layers {norm enable_nested_tensor mask_check}
TransformerEncoderLayer: d_model nhead {dim_feedforward dropout# activation layer_norm_eps# batch_first norm_first bias device dtype}
TripletMarginLoss: {margin p eps swap size_average reduce reduction}
TripletMarginWithDistanceLoss: {distance_function margin swap reduction}
Unflatten: dim unflattened_size
Unfold: kernel_size {dilation padding stride}
Upsample: {size scale_factor mode align_corners recompute_scale_factor}
UpsamplingBilinear2d: {size scale_factor}
UpsamplingNearest2d: {size scale_factor}
ZeroPad1d: padding
ZeroPad2d: padding
ZeroPad3d: padding

ConvTranspose1d.forward: input {output_size}
ConvTranspose2d.forward: input {output_size}
ConvTranspose3d.forward: input {output_size}
EmbeddingBag.forward: input offsets per_sample_weights
MultiheadAttention.forward: query key value {key_padding_mask need_weights attn_mask average_attn_weights is_causal}
Transformer.forward: src tgt {src_mask tgt_mask memory_mask src_key_padding_mask tgt_key_padding_mask memory_key_padding_mask src_is_causal tgt_is_causal memory_is_causal}
Transformer.generate_square_subsequent_mask: sz {device dtype}
TransformerDecoder.forward: tgt memory {tgt_mask memory_mask tgt_key_padding_mask memory_key_padding_mask tgt_is_causal memory_is_causal}
TransformerDecoderLayer.forward: tgt memory {tgt_mask memory_mask tgt_key_padding_mask memory_key_padding_mask tgt_is_causal memory_is_causal}
TransformerEncoder.forward: src {mask src_key_padding_mask is_causal}
TransformerEncoderLayer.forward: src {src_mask src_key_padding_mask is_causal}
`;
