/** PyTorch's parameters of `torch.optim`, `torch.utils.data`, `torch.nn.init`, `torch.nn.utils` and `nn.Module`. */
export const trainingSignatures = `
optim.ASGD: params~ {lr lambd alpha t0 weight_decay foreach maximize differentiable capturable}
optim.Adadelta: params~ {lr rho eps weight_decay foreach capturable maximize differentiable}
optim.Adafactor: params~ {lr beta2_decay eps d weight_decay foreach maximize}
optim.Adagrad: params~ {lr lr_decay weight_decay initial_accumulator_value eps foreach maximize differentiable fused}
optim.Adam: params~ {lr betas eps weight_decay amsgrad foreach maximize capturable differentiable fused decoupled_weight_decay}
optim.AdamW: params~ {lr betas eps weight_decay amsgrad maximize foreach capturable differentiable fused}
optim.Adamax: params~ {lr betas eps weight_decay foreach maximize differentiable capturable}
optim.LBFGS: params~ {lr max_iter max_eval tolerance_grad tolerance_change history_size line_search_fn}
optim.Muon: params~ {lr weight_decay momentum nesterov ns_coefficients eps ns_steps adjust_lr_fn}
optim.NAdam: params~ {lr betas eps weight_decay momentum_decay decoupled_weight_decay foreach maximize capturable differentiable}
optim.RAdam: params~ {lr betas eps weight_decay decoupled_weight_decay foreach maximize capturable differentiable}
optim.RMSprop: params~ {lr alpha eps weight_decay momentum centered capturable foreach maximize differentiable}
optim.Rprop: params~ {lr etas step_sizes capturable foreach maximize differentiable}
optim.SGD: params~ {lr momentum dampening weight_decay nesterov maximize foreach differentiable fused}

optim.lr_scheduler.ChainedScheduler: schedulers {optimizer}
optim.lr_scheduler.ConstantLR: optimizer {factor total_iters last_epoch}
optim.lr_scheduler.CosineAnnealingLR: optimizer T_max {eta_min last_epoch}
optim.lr_scheduler.CosineAnnealingWarmRestarts: optimizer T_0 {T_mult eta_min last_epoch}
optim.lr_scheduler.CyclicLR: optimizer base_lr max_lr {step_size_up step_size_down mode gamma scale_fn scale_mode cycle_momentum base_momentum max_momentum last_epoch}
optim.lr_scheduler.ExponentialLR: optimizer gamma {last_epoch}
optim.lr_scheduler.LambdaLR: optimizer lr_lambda {last_epoch}
optim.lr_scheduler.LinearLR: optimizer {start_factor end_factor total_iters last_epoch}
optim.lr_scheduler.MultiStepLR: optimizer milestones {gamma last_epoch}
optim.lr_scheduler.MultiplicativeLR: optimizer lr_lambda {last_epoch}
optim.lr_scheduler.OneCycleLR: optimizer max_lr {total_steps epochs steps_per_epoch pct_start anneal_strategy cycle_momentum base_momentum max_momentum div_factor final_div_factor three_phase last_epoch}
optim.lr_scheduler.PolynomialLR: optimizer {total_iters power last_epoch}
optim.lr_scheduler.ReduceLROnPlateau: optimizer {mode factor patience threshold threshold_mode cooldown min_lr eps}
optim.lr_scheduler.SequentialLR: optimizer schedulers milestones {last_epoch}
optim.lr_scheduler.StepLR: optimizer step_size {gamma last_epoch}
optim.swa_utils.SWALR: optimizer swa_lr {anneal_epochs anneal_strategy last_epoch}

utils.data.BatchSampler: sampler batch_size {drop_last}
utils.data.ConcatDataset: datasets
utils.data.DataLoader: dataset {batch_size shuffle sampler batch_sampler num_workers collate_fn pin_memory drop_last timeout worker_init_fn multiprocessing_context generator prefetch_factor persistent_workers}
utils.data.RandomSampler: data_source {replacement num_samples generator}
utils.data.SequentialSampler: data_source
utils.data.Subset: dataset indices
utils.data.SubsetRandomSampler: indices generator
utils.data.TensorDataset: ...tensors
utils.data.WeightedRandomSampler: weights num_samples {replacement generator}
utils.data.default_collate: batch#
utils.data.random_split: dataset lengths {generator}

nn.init.calculate_gain: nonlinearity param
nn.init.constant_: tensor val
nn.init.dirac_: tensor groups
nn.init.eye_: tensor
nn.init.kaiming_normal_: tensor {a mode nonlinearity generator}
nn.init.kaiming_uniform_: tensor {a mode nonlinearity generator}
nn.init.normal_: tensor mean std {generator}
nn.init.ones_: tensor
nn.init.orthogonal_: tensor gain {generator}
nn.init.sparse_: tensor sparsity std {generator}
nn.init.trunc_normal_: tensor mean std a b {generator}
nn.init.uniform_: tensor a b {generator}
nn.init.xavier_normal_: tensor gain {generator}
nn.init.xavier_uniform_: tensor gain {generator}
nn.init.zeros_: tensor

nn.utils.clip_grad_norm: parameters max_norm {norm_type error_if_nonfinite foreach}
nn.utils.clip_grad_norm_: parameters max_norm {norm_type error_if_nonfinite foreach}
nn.utils.clip_grad_value_: parameters clip_value {foreach}
nn.utils.clip_grads_with_norm_: parameters max_norm total_norm {foreach}
nn.utils.get_total_norm: tensors {norm_type error_if_nonfinite foreach}
nn.utils.parameters_to_vector: parameters
nn.utils.rnn.PackedSequence: data batch_sizes sorted_indices unsorted_indices
nn.utils.rnn.invert_permutation: permutation
nn.utils.rnn.pack_padded_sequence: input lengths {batch_first enforce_sorted}
nn.utils.rnn.pack_sequence: sequences {enforce_sorted}
nn.utils.rnn.pad_packed_sequence: sequence {batch_first padding_value total_length}
nn.utils.rnn.pad_sequence: sequences {batch_first padding_value padding_side}
nn.utils.rnn.unpack_sequence: packed_sequences
nn.utils.rnn.unpad_sequence: padded_sequences lengths {batch_first}
nn.utils.vector_to_parameters: vec parameters

add_module: name module
get_parameter: target
load_state_dict: state_dict {strict assign}
register_buffer: name tensor {persistent}
register_module: name module
register_parameter: name param
train: mode
zero_grad: {set_to_none}
`;
