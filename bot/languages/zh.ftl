### 简体中文。与 en.ftl 的消息和参数一一对应。
###
### 术语：外观设计专利、洛迦诺分类、公开号、申请号、专利权人、有效／失效／审中、比对、线条图、计费调用、每日调用上限。
### 量词：专利论件，外观设计、比对论项。

## 语言本身

locale = zh-Hans-CN
language-name = 简体中文
language-words = zh, zho, cn, zh-CN, zh-Hans, Chinese, Simplified Chinese, Mandarin, Chinesisch, chinois, chino, 中文, 汉语, 漢語, 简体, 简体中文, 中国語, 中国话, 普通话, 중국어
format-day = y年M月d日
format-utc-time = { $day } { $time }（UTC）
format-local-time = { $day } { $time }

country-BX = 比荷卢
country-HK = 中国香港
country-MO = 中国澳门
country-TW = 中国台湾
country-WO = WIPO（海牙体系）

## 列表

list-separator = 、
list-more = { $listed }，另有 { $more } 项
list-none-fits = 共 { $count } 项
list-country = { $name }（{ $code }）

## 风险

risk-high = 高风险
risk-medium = 中风险
risk-low = 低风险
risk-unrated = 未评级

## 问题

# $file 是 `picture-named` 或 `picture-unnamed`，$name 是文件名。
-picture-formats = JPEG、PNG、WEBP、GIF、TIFF、BMP、HEIC 或 AVIF
-operator = Lookalike 的维护人员
# 消息菜单中的快捷方式，与应用清单（manifest）中的名称一致。应用可能是用英文清单创建的，因此让人去菜单中选择时，两种名称都要写。
-shortcut-check = 检测外观设计专利
problem-invalid-option = 选项“{ $option }”填写有误：{ $fault }。{ $correction }。
problem-unknown-option = 这里没有“{ $option }”这个选项{ $meant }，可用的选项有：{ $accepted }。{ $correction }。
problem-too-many-images = 这条消息有 { $count } 张图片，而 Lookalike 每条消息最多检测 { $limit } 张。其余图片请另发一条消息。
problem-no-image = 这里没有可检测的图片。请发送一张产品图片，格式为 { -picture-formats }。
problem-help = 在 Lookalike 所在的地方发送一张产品图片，即可与外观设计专利进行比对。输入 `/lookalike 帮助` 可查看 Lookalike 的全部用法。
problem-no-forwarded-image = Slack 没有向 Lookalike 提供转发消息中的图片。如果其中有图片，请直接发送图片本身。
problem-posted-by-app = 这条消息由工作流或其他应用发布，只有在有人要求时 Lookalike 才会检测。如需检测，请在此消息串中提及 Lookalike，或在该消息的菜单中选择“{ -shortcut-check }”（Check for design patents）。
# $day 是日期，或 `unknown`。
problem-checked-before = { $file }{ $day ->
        [unknown] 之前
       *[other] 已于 { $day }
    }用相同的条件检测过，因此没有发送给 Patsnap。
problem-already-checked = 上面的图片已经检测过，或正在检测：结果就在此消息串中，如果检测失败，失败消息下方有重试按钮。如需更改条件重新检测，请提及 Lookalike 并写明要更改的选项，例如“国家：德国”。
problem-thread-unreadable = Slack 没有向 Lookalike 提供此消息串中前面的内容。请一分钟后再次提及 Lookalike。
problem-thread-too-long = 此消息串太长，Lookalike 无法确定所指的是哪张图片，因此没有进行检测。请在该图片所在消息的菜单中选择“{ -shortcut-check }”（Check for design patents），或重新发送图片。
problem-not-in-channel = Lookalike 不在此对话中，既无法读取图片，也无法回复。请邀请它加入（输入 /invite 和应用名称）后重试，或在它所在的频道中发送图片。
# $where 是 `address-quoted` 或 `address-none`，$why 是地址的某种错误。
problem-invalid-address = Lookalike 无法从{ $where }获取图片：{ $why }。请提供公网上 JPG 或 PNG 图片的完整地址，以 https:// 开头。
problem-address-not-kept = 地址中“?”之后的部分，Lookalike 只保留到检测或搜索结束。请重新输入命令，并附上完整地址。
# $number 是 `number-quoted` 或 `number-none`，$why 是号码的某种错误。
problem-invalid-number = { $number }不是可以查询的专利号：{ $why }。{ $examples }。
problem-too-many-numbers = 这里有 { $count } 个号码，而 Lookalike 一次最多查询 { $limit } 个。其余号码请另用一条命令查询。
# $numbers 是专利号列表。
problem-unsure-number = { $number }有多种读法：{ $numbers }。请写明其中一个。
problem-no-such-patent = 没有专利使用号码{ $number }，因此没有进行比对，也没有产生比对费用。请先用 /patent 查询该号码。
problem-several-patents = 有多件专利使用该号码：{ $numbers }。请完整写出其中一个。
problem-not-an-image = { $file }不是 Lookalike 能读取的图片。请以 { -picture-formats } 格式发送。
problem-broken-image = { $file }已损坏或不完整，无法打开。请重新导出并发送新文件。
# $form 是文件格式（大写），相机的为 RAW，未知的为 `unknown`。
problem-unsupported-image = { $file }{ $form ->
        [RAW] 是相机的 RAW 原始照片
        [unknown] 是少见的图片格式
       *[other] 是少见的 { $form } 格式
    }，Lookalike 无法读取。请导出为 JPEG 或 PNG，再发送新文件。
problem-blank-image = { $file }是空白的：只有一种颜色，没有可比对的内容，因此没有发送给 Patsnap。如果其中确实有产品，可以选择仍然检测。
problem-image-too-large = { $file }超过 { $limit_mb } MB。请发送小一些的版本，长边 2,000 像素就足够。
problem-too-many-pixels = { $file }超过 { $limit_megapixels } MP（百万像素）。请发送小一些的版本，长边 2,000 像素就足够。
problem-image-too-small = { $file }只有 { $width } × { $height } 像素。请发送每边至少 { $min_side } 像素的版本。
problem-file-deleted = { $file }在检测之前已被删除。如仍需检测，请重新发送。
problem-file-not-shown = Slack 没有向 Lookalike 提供{ $file }：它已被删除，或来自 Lookalike 未加入的对话。请在这里直接发送图片本身。
problem-file-beyond-limit = 这张图片已超出工作区 Slack 套餐的保留期限，Slack 不再提供。请重新发送。
problem-file-external = { $file }存放在 Slack 之外，Lookalike 无法读取。请直接上传图片本身。
problem-file-forbidden = Slack 不允许 Lookalike 读取{ $file }。如果图片是转发的，请直接发送图片本身；否则请联系工作区管理员，确认应用已加入此频道并有权读取文件，然后重试。
problem-file-unavailable = Slack 没有及时提供{ $file }。请一分钟后再试。
problem-silent-here = 此频道与其他组织共享，Lookalike 在这里保持静默，直到本工作区有人输入“/lookalike 开”。
problem-channel-unknown = Slack 没有说明此频道是否与其他组织共享。请一分钟后再试。
problem-slack-refused = Slack 拒绝了 Lookalike 在这里需要的操作（{ $method }：{ $code }）。请联系工作区管理员处理，然后重试。
problem-image-refused = Patsnap 没有接受{ $file }（发送的是不超过 4 MB 的 JPG 或 PNG）。请换一张产品图片再试。
# $reason 是 Patsnap 的原话（一般为英文），或 `detail-reason`。
problem-rejected = Patsnap 拒绝了这次检测（代码：{ $code }）：{ $reason }。请更换选项或图片再试。
problem-unavailable = 多次尝试后仍无法连接 Patsnap。请几分钟后再试。
problem-bad-response = Lookalike 无法读取 Patsnap 返回的内容。请几分钟后再试。
problem-bad-credentials = Patsnap 不接受 Lookalike 使用的密钥（代码：{ $code }）。请联系 { -operator }检查密钥，然后重试。
problem-no-permission = Lookalike 的 Patsnap 账户没有所需服务的权限（{ $api }）。请联系 { -operator }开通，然后重试。
problem-quota-exceeded = Lookalike 的 Patsnap 账户余额不足，或调用次数已用完。请联系 { -operator }充值，然后重试。
problem-client-expired = Lookalike 的 Patsnap 账户已到期。请联系 { -operator }续期，然后重试。
# $until 是一个时刻，如 2026年11月22日 16:02（UTC），未知的为 `unknown`。
problem-daily-limit = 今天已达到 Patsnap 的每日调用上限（服务：{ $api }）。{ $until ->
        [unknown] 请明天再试
       *[other] 请在此时间之后再试：{ $until }
    }。
problem-cap-reached = { $allows ->
        [nothing] { $scope ->
            [person] 每个人
            [channel] 本频道
           *[other] 本工作区
        }的付费{ $counted ->
            [lookup] 查询
           *[other] 检测
        }已关闭，因此未产生费用。如需开启，请联系 { -operator }（{ $setting }）。
       *[other] { $scope ->
            [person] 每个人
            [channel] 本频道
           *[other] 本工作区
        }的付费{ $counted ->
            [lookup] 查询
           *[other] 检测
        }{ $period ->
            [month] 每月
           *[other] 每日
        }上限为 { $limit } 次，现已用完，因此未产生费用。{ $until ->
            [unknown] 请稍后再试
           *[other] 恢复时间：{ $until }
        }。如需提高上限，请联系 { -operator }（{ $setting }）。
    }
problem-task-failed = Patsnap 已开始比对，但未能完成。请重试，这会再产生一次计费调用。
problem-empty-report = Patsnap 已完成比对，但报告是空的，因此没有结果。请重试，这会再产生一次计费调用。
problem-submit-unknown = 图片发送给 Patsnap 时连接中断，无法确定检测是否已经开始。Patsnap 可能已经计费；重新检测会再产生一次计费调用。
# $time 是一段时间，如“30 分钟”，未知的为 `unknown`。
problem-expired = Patsnap { $time ->
        [unknown] 没有在时限内
       *[other] 没有在 { $time }内
    }给出结果。请重试：Lookalike 会先查看报告是否已经送达。
problem-cancelled = 这次检测已取消，没有报告。随时可以重试。
problem-restarting = Lookalike 正在重启，没能完成这次请求。请一分钟后再试。
problem-internal = Lookalike 内部出错。请重试；如果再次出错，请把此编号告诉 { -operator }：{ $error_id }。

picture-named = “{ $name }”
picture-unnamed = 这张图片
picture-number = 图片 { $number }
# 所发图片的标题和替代文字。
picture-posted = 所发图片
picture-posted-named = 所发图片：{ $name }
# $name 是 `picture-number`、文件名，或两者都有。
picture-said = { $name }：{ $sentence }

# 代替未知的细节。
detail-option = 未知
detail-accepted = 其他值
detail-count = N
detail-numbers = 多件专利
detail-width = M
detail-height = N
detail-code = 未知
detail-reason = 未说明原因
detail-method = 某个调用
detail-api = 名称未知
detail-error-id = 未知

## 更改条件，重新检测同一张图片

again-button = 更改条件重新检测…
# 屏幕阅读器的读法。
again-label = 更改条件重新检测：{ $name }
again-title = 重新检测
again-submit = 重新检测
again-close = 取消
again-about = 以下是检测 { $name } 时的条件，请修改需要更改的部分。
again-about-unnamed = 以下是上次检测的条件，请修改需要更改的部分。
again-cost = Patsnap 会对同一张图片再检测一次，结果发在该图片的消息串中。
again-loc-hint = 例如 21-01，用逗号分隔
again-unchanged = 条件与已有的检测完全相同。请至少更改一项；没有向 Patsnap 发送任何内容。
again-asked-already = 已经有人提出过同样的检测，结果在该图片的消息串中，或稍后发在那里。
again-name-countries = 国家/地区
again-name-since = 申请日起始
again-name-loc = 洛迦诺分类
again-name-keyword = 关键词
again-name-lang = 语言
again-name-views = 多张图片
# $changes 是由 `again-changed` 组成的列表。
again-differs = 🔁 *同一张图片，检测条件有变。* { $changes }。
again-same = 🔁 *同一张图片，重新检测。*
# $what 是上面的名称之一，$now 和 $before 是取值。
again-changed = { $what }：{ $now }（之前：{ $before }）
again-any-time = 不限
again-any-class = 全部
again-no-keyword = 无
again-views-together = 同一件产品
again-views-apart = 各自检测

## 不值得调用的图片

# $sentence 是 `problem-checked-before`，$report 是以 `checked-before-report` 为名称的链接。
checked-before-link = { $sentence }{ $report }
checked-before-report = 查看报告
anyway-button = 仍然检测
# 屏幕阅读器的读法。
anyway-label = 仍然检测：{ $name }
anyway-pressed = 正在检测……
stage-not-sent = 未发送给 Patsnap

retry-button = 重试
retry-button-paid = 重新检测
# 屏幕阅读器对这两个按钮的读法。
retry-label = 重试：{ $name }
retry-label-paid = 重新检测：{ $name }
retry-title = 重新检测？
retry-text = Patsnap 可能已对第一次检测计费。重新检测会再产生一次计费调用。
retry-confirm = 重新检测
retry-deny = 暂不
reply-kept = 图片已在 Slack 中删除。这里不再显示报告，但这次检测处于保留状态，Lookalike 会保存其数据，直到解除保留。
reply-retracted = 图片已在 Slack 中删除，Lookalike 已随之删除原本在此处的报告。
retry-pressed = 正在重试……
check-gone = 这次检测的记录已不存在，没有可显示的内容。如需重新检测，请再次发送图片。

## 号码和地址的错误

number-quoted = “{ $typed }”
number-none = 输入的内容
number-fault-empty = 其中没有可读取的内容
number-fault-too-much-text = 内容过长，请只粘贴号码
number-fault-no-digits = 其中没有数字
number-fault-too-short = 数字不足四位，会匹配到成千上万件专利
number-fault-too-long = 位数过多；如有多个号码，请用逗号和空格分隔
number-fault-wrong-form = { $country }的号码不是这种格式
number-fault-country-needed = 位数太少，可能来自任何国家或地区；请在前面加上国家/地区代码
number-fault-unknown-country = 开头的代码不属于任何专利局
number-fault-two-countries = 其中包含两个国家/地区；如有多个号码，请用逗号和空格分隔
number-fault-check-digit = 中国申请号的最后一位由其他各位算出，这里应为 { $expected }
number-fault-date = 这是日期或年份，请加上号码本身
number-fault-unknown-link = Lookalike 无法从此链接中读取号码，请直接粘贴号码
number-fault-not-a-number = 其中有不属于号码的字母或文字
number-fault-other = Lookalike 无法读取
number-country = 该国家/地区
number-expected = 其他数字
number-examples = 外观设计专利号的写法如 { $examples }、{ $last }
number-examples-country = { $country }外观设计专利号的写法如 { $example }

address-quoted = “{ $address }”
address-none = 空地址
address-fault-missing = 缺少地址
address-fault-unreadable = 它不是有效的地址
address-fault-too-long = 地址超过 2,000 个字符
address-fault-scheme = 地址没有以 http:// 或 https:// 开头
address-fault-credentials = 地址中含有用户名或密码，会随之发送给 Patsnap
address-fault-host = 主机名既不是 example.com 这样的普通域名，也不是普通的 IP 地址
address-fault-not-public = 主机不在公网上，Patsnap 无法访问
address-fault-other = Lookalike 无法使用该地址

## 选项

# 选项的错误，是一个分句。$accepted 是 `option-accepts-…` 之一，$meant 是 `option-meant` 或空。
option-fault-missing = 后面没有内容；请填写{ $accepted }
option-fault-wrong = 无法识别“{ $value }”{ $meant }；请填写{ $accepted }
option-fault-unsure = “{ $value }”是指{ $nearest }，还是普通文字？代码请用大写字母，或用逗号分隔
option-fault-left-over = “{ $value }”写在值的后面，不确定是否属于该选项{ $meant }；请填写{ $accepted }，其他内容请另起一行
option-fault-unfit = “{ $value }”不适用于这里；请填写{ $accepted }
option-fault-twice = 填写了两次，而且值不同；请只保留一个
option-fault-too-long = “{ $value }”过长；请填写{ $accepted }
option-fault-future = “{ $value }”尚未到来；请填写{ $accepted }
option-value = 该值
option-nearest = 某个值
option-meant = （是否指“{ $nearest }”？）
option-nothing-sent = 没有向 Patsnap 发送任何内容
option-nothing-sent-post = 没有向 Patsnap 发送任何内容；如需更正，请在此消息串中提及 Lookalike 并写明正确的选项，即可检测图片

# 选项接受的值。每个例子都可以照原样输入。
option-accepts-countries = 国家/地区的代码或名称，如 US、CN、德国、日本，用逗号分隔
option-accepts-since = 已经过去的年份或日期，如“2020年”或“2020-01-31”
option-accepts-loc = 洛迦诺分类号，如 21-01，用逗号分隔
option-accepts-lang = 中文或英文
option-accepts-keyword = 最多 { $words } 个词，或用引号括起来的词语，如“智能手表”，不超过 { $characters } 个字符
option-accepts-views = “合并”（一条消息用二至四张图片展示同一件产品时）
option-accepts-expression = 洛迦诺分类号，如 21-01、21-03，或表达式，如“(21-01 OR 21-03) NOT 21-02”
option-accepts-assignee = 公司名称，最多 { $words } 个词，或用引号括起来的名称，不超过 { $characters } 个字符
option-accepts-status = 有效、审中、失效、未确认、PCT指定期内、PCT指定期满，用逗号分隔
option-accepts-legal = 代码或名称，如 3、2：{ $codes }
option-accepts-period = 年份、日期或范围，如 2015..2020、2018.. 或 ..2019-06-30
option-accepts-day = 年份或日期，如“2020年”或“2020-01-31”
option-accepts-sort = 公开日、申请日或授权公告日；不填则最相似的排在最前
option-accepts-order = 升序或降序，与“排序”一起使用
option-accepts-type = 外观设计或实用新型；检索实用新型时只能用原图，且不能填写洛迦诺分类
option-accepts-by = 图片或线条图；选线条图时，由 Patsnap 将图片转成线条图，再用它检索外观设计
option-accepts-limit = 1 至 { $limit } 的数字

# 选项的名称，即冒号前输入的词。
option-name-countries = 国家
option-name-country = 国家
option-name-since = 起始日期
option-name-loc = 分类
option-name-lang = 语言
option-name-keyword = 关键词
option-name-views = 视图
option-name-assignee = 专利权人
option-name-status = 状态
option-name-legal = 法律状态
option-name-filed = 申请日
option-name-published = 公开日
option-name-sort = 排序
option-name-order = 顺序
option-name-type = 专利类型
option-name-by = 检索方式
option-name-limit = 数量

# 选项的值，即冒号后输入的词。
option-word-together = 合并
option-word-active = 有效
option-word-pending = 审中
option-word-inactive = 失效
option-word-undetermined = 未确认
option-word-pct-designated = PCT指定期内
option-word-pct-expired = PCT指定期满
option-word-pbd = 公开日
option-word-apd = 申请日
option-word-isd = 授权公告日
option-word-asc = 升序
option-word-desc = 降序
option-word-design = 外观设计
option-word-utility = 实用新型
option-word-picture = 图片
option-word-line-drawing = 线条图

# Patsnap 的法律状态代码。每个名称都可以写在“法律状态：”之后。
legal-code = { $code } { $name }
legal-code-1 = 公开
legal-code-2 = 实质审查
legal-code-3 = 授权
legal-code-8 = 避免重复授权
legal-code-11 = 撤回
legal-code-12 = 撤回类型未确定
legal-code-13 = 驳回
legal-code-14 = 全部撤销
legal-code-15 = 期限届满
legal-code-16 = 未缴年费
legal-code-17 = 视为撤回
legal-code-18 = 主动撤回
legal-code-19 = 视为放弃
legal-code-20 = 主动放弃
legal-code-21 = 权利恢复
legal-code-22 = 权利终止
legal-code-23 = 部分无效
legal-code-24 = 申请终止
legal-code-25 = 放弃类型未确定
legal-code-30 = 放弃
legal-code-222 = PCT 222
legal-code-223 = PCT 223
legal-code-224 = PCT 224
legal-code-225 = PCT 225

## 时长

duration-seconds = { $seconds } 秒
duration-minutes = { $minutes } 分钟
duration-both = { $minutes } 分 { $seconds } 秒
about-seconds = 约 { $seconds } 秒
about-minutes = 约 { $minutes } 分钟

## 阶段与进度

stage-received = 正在准备图片
stage-prepared = 排队等待 Patsnap 处理
stage-submitting = 正在发送给 Patsnap
stage-submitted = 正在与外观设计专利比对
stage-finished = 已完成
stage-failed = 未能检测
stage-expired = 未按时收到结果
stage-cancelled = 已取消
# 达到每日调用上限后，代替阶段。
stage-waiting = 等待 Patsnap 次日恢复

progress-title-waiting = 等待检测 { $pictures } 张图片
progress-title-running = 正在检测 { $pictures } 张图片
progress-title-ended = { $pictures ->
        [1] 检测已结束
       *[other] { $pictures } 项检测均已结束
    }
# mrkdwn。第二个星号后面要有空格，粗体才会生效。
progress-heading = *{ $title }*
progress-heading-against = *{ $title }* · 比对对象：{ $number }
progress-heading-in = *{ $title }* · 比对范围：{ $countries }
# 标题，作为无排版文本的第一行。
progress-first-line = { $title }。
progress-line = { $emoji } { $name }：{ $stage }
# 几张图片之一，按顺序。
progress-numbered = { $number }. { $name }
progress-reply = 回复
progress-more = 另有 { $more } 张
# $bar 是图形，$share 是同一进度的百分比。
progress-bar = { $bar } { $share }
progress-goes-on = 恢复时间：{ $moment }，随后自动继续
# $elapsed 是一段时间，$usual 是 `about-…` 之一。
progress-elapsed = 已用 { $elapsed }
progress-usual = 通常需要{ $usual }
progress-elapsed-of = 已用 { $elapsed }，通常需要{ $usual }
progress-late = 已用 { $elapsed }，比平时久（通常需要{ $usual }）
progress-cap = 🧾 { $scope ->
        [person] 发帖人
        [channel] 本频道
       *[other] 本工作区
    }{ $period ->
        [month] 本月
       *[other] 今日
    }的付费检测已用 { $used } 次（含进行中的检测），上限 { $limit } 次
progress-filed-after = 申请日晚于 { $day }
progress-locarno = 洛迦诺分类 { $classes }
progress-keyword = 关键词“{ $keyword }”
progress-similar = 查找相似外观设计
progress-similar-label = { $pictures ->
        [1] 查找与“{ $name }”相似的外观设计
       *[other] 查找与这 { $pictures } 张图片相似的外观设计
    }
progress-cancel = 取消
progress-cancel-label = { $checks ->
        [1] 取消对“{ $name }”的检测
       *[other] 取消正在进行的 { $checks } 项检测
    }
progress-cancel-title = { $checks ->
        [1] 取消这次检测？
       *[other] 取消这 { $checks } 项检测？
    }
progress-cancel-text = 尚未送达 Patsnap 的图片不会再发送。Patsnap 已经开始的检测仍会计费，但报告不会发到这里。
progress-cancel-confirm = { $checks ->
        [1] 取消检测
       *[other] 取消这 { $checks } 项
    }
progress-cancel-deny = 继续检测

## 命令与快捷方式

# mrkdwn。反引号中是要输入的内容；`/lookalike` 后面的词见 `bot/options/subcommands.py`。
usage-start = 请在 Lookalike 所在的频道中，或在与它的私信中，发送一张产品图片：Patsnap 会将其与外观设计专利进行比对，结果发在该消息的消息串中。
usage-title = 用法
usage-commands =
    `/lookalike 检测 &lt;图片地址&gt;`  检测网上的一张图片，结果发在这里的消息串中
    `/lookalike 相似 &lt;图片地址&gt;`  立即显示与它最相似的外观设计，仅自己可见
    `/patent &lt;专利号&gt;`  按号码查询专利，写法不限；在私信中只发号码即可
    `/patent 比对 &lt;专利号&gt;`  将本频道的一张图片与一件专利比对；在消息串中则用 `@Lookalike 比对 &lt;专利号&gt;`
    `/lookalike 历史`  列出自己最近的检测，仅自己可见
    `/lookalike 导出`  将本频道的一份报告以 PDF、XLSX、CSV 或 JSON 格式发到其消息串中
    `/lookalike 保留`  保留一次检测的数据，不随删除而消失；`/lookalike 解除` 则结束保留（限管理员）
    `/lookalike 设置`  打开本频道的设置：检测时机、国家、语言等
    `/lookalike 开`  允许它在与其他组织共享的频道中发言，`/lookalike 关` 则停止
    `/lookalike 帮助`  显示本说明
usage-options-title = 检测的选项，可写在消息或命令中
usage-option = `{ $name }：`  { $accepted }
usage-filter = `{ $name }：`
usage-filters = 相似外观设计可以用这些条件筛选：{ $filters }。
usage-examples-title = 示例
usage-examples =
    `/lookalike 检测 https://example.com/mug.jpg 国家：美国、欧盟 起始日期：2020年`
    `/lookalike 相似 https://example.com/mug.jpg 国家：美国、中国 分类：“(07-01 OR 07-02)” 状态：有效 申请日：2015年至今`
usage-elsewhere = 也可以在应用所在的频道中直接发送图片。如果图片已在某条消息中，请打开该消息的菜单，选择“{ -shortcut-check }”（Check for design patents）或“{ -shortcut-similar }”（Find similar designs），或者在该消息的消息串中提及应用。
-shortcut-similar = 查找相似外观设计
usage-cost-title = 费用
usage-cost = 每张图片各为一次检测：向 Patsnap 上传一次、提交一次，之后每隔几秒查询一次，直到报告完成。查找相似外观设计需要一次上传和一次搜索。按号码查询专利需要几次调用（查号码，再查卡片上显示的内容），一天之内再次查询不再调用。哪些调用计费、费用多少，以贵方与 Patsnap 的合同为准；维护人员可用 `lookalike statement` 查看一天的费用。
usage-unknown = Lookalike 不认识“{ $typed }”。

# 数据保留。$person 是提及或 `hold-operator`，$id 是检测编号。
hold-usage = `/lookalike 保留 &lt;编号或链接&gt; 原因` 可保留一次检测的数据，`/lookalike 解除 &lt;编号或链接&gt; 原因` 结束保留。编号在报告末尾；链接可通过报告或原消息的“复制链接”获得。请在该检测所在的频道中输入。
hold-refused-no = 只有工作区的管理员和所有者可以保留检测数据或解除保留，除非频道设置中指定了审核人。请联系他们。
hold-refused-not-reviewer = 只有本频道的审核人可以保留检测数据或解除保留。审核人可在 `/lookalike 设置` 中查看。
hold-refused-not-granted = Slack 未允许 Lookalike 查看谁是管理员（权限 `users:read`），因此无法从 Slack 保留数据或解除保留。请管理员重新安装应用并授予该权限。
hold-refused-unknown = Slack 未能及时确认您是否为管理员，请重试。
hold-not-here = 本频道中没有这次检测。请在发起检测的频道中输入此命令。
hold-placed = { $name } 已保留。无论在 Slack 中删除什么，也无论过多久，其数据都会保存到解除保留为止。编号 { $id }
hold-known = { $name } 已处于保留状态：由 { $person } 于 { $day } 保留。
hold-unnamed = 这次检测
hold-operator = Lookalike 的运维人员
hold-none = 本工作区没有保留过任何检测。
hold-title = 本工作区有 { $count } 次检测处于保留状态
hold-line = *保留中：* { $name } · { $person }，{ $day } · 编号 { $id }
hold-line-released = *已解除：* { $name } · 由 { $person } 于 { $day } 保留 · 由 { $releaser } 于 { $until } 解除 · 编号 { $id }
hold-deleted-message = · 消息已在 Slack 中删除，解除保留时将删除数据
hold-deleted-file = · 图片已在 Slack 中删除，解除保留时将删除数据
hold-deleted-channel = · 频道已在 Slack 中删除，解除保留时将删除数据
hold-deleted-app = · 应用已卸载，解除保留时将删除数据
hold-more = 另有 { $count } 条
hold-reason = 原因：{ $reason }
# 发在消息串中；$names 是图片名称。
hold-note = { $person } 保留了以下检测的数据：{ $names }。无论在 Slack 中删除什么，也无论过多久，Lookalike 都会保存这些数据，直到有人用 `/lookalike 解除` 解除保留。
release-note = { $person } 解除了对 { $names } 的保留。今后其数据与其他检测一样会被删除。
release-done = 已解除对 { $name } 的保留。今后其数据与其他检测一样会被删除。
release-deleted = 已解除对 { $name } 的保留。保留期间相关内容已在 Slack 中删除，因此 Lookalike 现已删除其数据。
release-not-on-hold = 其中没有处于保留状态的检测。

switched-own = 此频道只属于本工作区。只要 Lookalike 是频道成员，就一直处于开启状态。
switched-on = Lookalike 已在此频道开启。它会检测这里发送的图片，包括其他组织发送的；频道中的所有人都能看到结果。输入 `/lookalike 关` 可让它恢复静默。
switched-off = Lookalike 已在此频道关闭，不会再开始新的检测；已经开始的检测仍会回复。输入 `/lookalike 开` 可重新开启。
check-started = 正在检测“{ $name }”。结果会发在这里的消息串中。
# $person 是提及，要放在最前面，这样 Slack 会让此人关注该消息串。
thread-root = { $person } 请求检测以下图片是否有相近的外观设计专利：{ $pictures }。
thread-root-compare = { $person } 请求将 { $pictures } 与 { $number } 进行比对。
# $differs 是 `again-differs`。
thread-root-again = { $person } 请求重新检测 { $pictures }。{ $differs }
thread-root-unnamed = { $person } 请求检测一张图片是否有相近的外观设计专利。
known-running = 这条消息正在检测中，结果会发在它的消息串里。
# $answers 是链接，名称见下面两条。
known-answered = { $count ->
        [1] 这条消息已经检测过：{ $answers }。
       *[other] 这条消息已经检测过，共有 { $count } 个结果：{ $answers }。
    }
known-answer = 查看结果
known-answer-number = 结果 { $number }
history-none = 还没有检测记录。请在 Lookalike 所在的频道发送图片，或查看 `/lookalike 帮助`。
history-title = 最近的 { $checks } 次检测
history-picture = 图片

## 频道设置

mode-every = 每张图片
mode-every-about = 频道中的每张图片都会立即检测
mode-ask = 先询问
mode-ask-about = 每张图片下方显示按钮，点击前不会发送任何内容
mode-asked = 仅在请求时
mode-asked-about = 通过提及、消息菜单、🔎 或 /lookalike 检测

welcome-title = Lookalike 已加入
welcome-what = 它会将产品图片与已注册的外观设计进行比对，并在图片下方的消息串中回复。
welcome-where = 被检测的图片会发送到 Patsnap，其存放地址九小时后失效。
# 一张图片的付费调用次数。
welcome-cost = { $calls ->
        [1] 检测一张图片会使用贵方 Patsnap 账户的一次付费调用。
       *[other] 检测一张图片会使用贵方 Patsnap 账户的 { $calls } 次付费调用。
    }
welcome-ask = 什么时候检测？
# $name 是 `mode-…` 之一，$about 是对应的 `mode-…-about`。
welcome-mode = • *{ $name }*：{ $about }
welcome-mode-label = 检测方式：{ $name }
welcome-mode-set = 检测方式：{ $name }（当前）
welcome-settings = 更多设置……
welcome-who = 除非设置另有规定，频道中的所有人都可以更改：`/lookalike 设置`。

settings-title = 频道设置
settings-save = 保存
settings-save-over = 覆盖保存
settings-close = 取消
settings-about = { $channel } 的设置。消息中仍可另行指定，例如 `国家：美国 起始日期：2020年`。
settings-name-mode = 检测时机
settings-name-countries = 国家/地区
settings-name-lang = 语言
settings-name-filed-after = 申请日起始
settings-name-locarno = 洛迦诺分类
settings-name-keyword = 关键词
settings-name-reviewers = 审核人
settings-name-admins-only = 谁可以更改
settings-lang-own = 各自的语言
settings-any-day = 不限
settings-any-class = 所有分类
settings-no-keyword = 无
settings-nobody = 无
settings-who-members = 频道中的所有人
settings-who-admins = 管理员和审核人
settings-since-hint = 例如 2020 或 2020-01-31；留空表示不限
settings-loc-hint = 例如 07-01、21-01；留空表示所有分类
settings-reviewers-hint = 仅管理员可更改时，审核人也可以更改；数据仅由审核人保留，未指定时由管理员保留
settings-locked-out = 保存后您将无法再更改这些设置。请将自己设为审核人，或请管理员操作。
settings-unreadable = 无法读取此表单。请关闭后重新打开。
# $name 是 `settings-name-…` 之一。
settings-change = *{ $name }：* { $value }
# 频道中的一行；$changes 是若干 `settings-change`，$person 是提及。
settings-changed = { $person } 更改了此频道的 Lookalike 设置。{ $changes }
settings-changed-by-operator = 运维人员更改了此频道的 Lookalike 设置。{ $changes }
# 显示在后提交者的表单中。
settings-overtaken = 在您打开此表单之后，{ $person } 更改了这些设置。保存您的内容将改为：{ $changes }
settings-overtaken-by-operator = 在您打开此表单之后，运维人员更改了这些设置。保存您的内容将改为：{ $changes }
settings-refused-direct = 私信没有设置：您在这里发送的图片都会按您输入的选项检测。
settings-refused-shared = 此频道与其他组织共享，不能更改设置，沿用贵方工作区的设置。
settings-refused-unknown = Slack 没有说明您是不是管理员。请稍后再试。
settings-refused-rights = 只有工作区管理员和此频道的审核人可以更改设置。

# 显示在消息串中，用于先询问的频道。
question = { $pictures ->
        [1] 要检测这张图片是否有相近的外观设计专利吗？尚未发送任何内容。
       *[other] 要检测这 { $pictures } 张图片是否有相近的外观设计专利吗？尚未发送任何内容。
    }
question-check = 检测
question-check-all = 全部检测
question-check-label = 检测“{ $name }”
question-check-all-label = 检测全部 { $pictures } 张图片
question-not = { $pictures ->
        [1] 不是产品
       *[other] 都不是产品
    }
question-running = 另有 { $checks } 张正在检测。
question-gone = 这个问题已有人处理，或者对应的消息已不存在。

## 相似外观设计

# $of 是 `similar-of` 或空，$total 是 `similar-total` 或空。
similar-of = 与“{ $name }”相似的
similar-total = （共 { $total } 项）
similar-none = 没有找到{ $of }{ $kind ->
        [utility] 实用新型
       *[design] 外观设计
    }
similar-no-more = 没有更多{ $of }{ $kind ->
        [utility] 实用新型
       *[design] 外观设计
    }
similar-page = { $of }{ $kind ->
        [utility] 实用新型
       *[design] 外观设计
    }：第 { $first }–{ $last } 项{ $total }
similar-nearest = { $of }{ $kind ->
        [utility] 实用新型
       *[design] 外观设计
    }：最接近的 { $count } 项{ $total }
similar-sorted = { $of }{ $kind ->
        [utility] 实用新型
       *[design] 外观设计
    }：{ $count } 项{ $total }
similar-again = 之前的搜索已过期，本页来自一次新的搜索。外观设计可能重复，或顺序有变。
similar-searching = 正在查找与“{ $name }”相似的外观设计……
similar-turned = 后续结果此前已请求，已显示或即将显示在下方。
similar-page-unknown = Slack 没有确认后续结果是否已发到消息串。请再点一次，不会重复发送。
similar-gone = 这次搜索已不存在，无法继续。请重新搜索这张图片。
similar-no-title = 无名称
similar-more = 更多
similar-more-label = 更多{ $of }外观设计
similar-filter = 筛选……
similar-filter-label = 筛选{ $of }外观设计

similar-state-active = 有效
similar-state-pending = 审中
similar-state-inactive = 失效
similar-state-undetermined = 未确认
similar-state-pct-designated = PCT 指定期内
similar-state-pct-expired = PCT 指定期满
similar-state-unknown = 未知
similar-sort-pbd = 公开日
similar-sort-apd = 申请日
similar-sort-isd = 授权公告日

filter-state-active = 有效
filter-state-pending = 审中
filter-state-inactive = 失效
filter-state-undetermined = 未确认
filter-state-pct-designated = PCT 指定期内
filter-state-pct-expired = PCT 指定期满
filter-state-unknown = 未知

# 搜索的筛选条件，以圆点分隔。
filter-locarno = 洛迦诺分类 { $classes }
filter-assignee = 专利权人“{ $name }”
filter-status = 状态：{ $states }
filter-legal = 法律状态代码 { $codes }
filter-filed-between = 申请日：{ $first }至{ $last }
filter-filed-since = 申请日：{ $first }起
filter-filed-until = 申请日：截至{ $last }
filter-published-between = 公开日：{ $first }至{ $last }
filter-published-since = 公开日：{ $first }起
filter-published-until = 公开日：截至{ $last }
filter-utility = 实用新型
filter-line-drawing = 用线条图检索
filter-keyword = 关键词“{ $keyword }”
filter-sort-oldest = 按{ $field }排序，最早的在前
filter-sort-newest = 按{ $field }排序，最新的在前

form-title = 筛选相似外观设计
form-submit = 搜索
form-close = 取消
form-about = 与“{ $name }”相似的外观设计。再次搜索会产生一次计费调用。
form-about-unnamed = 与这张图片相似的外观设计。再次搜索会产生一次计费调用。
form-type = 检索范围
form-type-hint = 检索实用新型时只能用原图，且不能填写洛迦诺分类
form-type-design = 外观设计
form-type-utility = 实用新型
form-by = 检索方式
form-by-hint = 线条图由 Patsnap 根据图片生成，更侧重轮廓和形状；仅限外观设计
form-by-picture = 用原图
form-by-line-drawing = 用线条图
form-country = 国家/地区
form-loc = 洛迦诺分类
form-loc-hint = 如 (21-01 OR 21-03) NOT 21-02
form-assignee = 专利权人
form-keyword = 关键词
form-status = 状态
form-legal = 法律状态
form-legal-code = { $name }（{ $code }）
form-filed-from = 申请日起
form-filed-to = 申请日止
form-published-from = 公开日起
form-published-to = 公开日止
form-sort = 排序
form-sort-hint = 不选则最相似的在前
form-sort-by = 按{ $field }
form-order = 顺序
form-order-hint = 按日期排序时有效
form-order-newest = 最新的在前
form-order-oldest = 最早的在前
form-limit = 每次调用返回的项数
form-limit-hint = 1 至 { $limit }，每次显示十项

## Patsnap 账单

statement-day = { $day }
statement-days = { $first }至{ $last }
# $when 是以上两条之一。
statement-none = { $when }没有调用记录。
statement-charged = { $when }，Patsnap 计费：{ $total }；明细：{ $items }。
statement-unknown-sum = 金额未知
# 以账户的货币计，Patsnap 未说明币种。
statement-money = { NUMBER($amount, minimumFractionDigits: 2, maximumFractionDigits: 2) }
statement-item = { $service } { $money }
statement-item-calls = { $service } { $money }（{ $calls } 次调用）
statement-plan = { $service } 按套餐
statement-plan-calls = { $service } 按套餐（{ $calls } 次调用）

## 完整的风险等级

# 评级均来自 Patsnap，应用自身不作评级。

risk-level-high = 评为高风险
risk-level-medium = 评为中风险
risk-level-low = 评为低风险
risk-level-unrated = 未评级

## 报告

# 回复的标题：以下之一、`report-unsettled-…` 之一，或两者各一。
report-headline-high = Patsnap 评为高风险：{ $markets } 个国家/地区
report-headline-high-found = 有外观设计被 Patsnap 评为高风险
report-headline-medium = Patsnap 评为中风险：{ $markets } 个国家/地区
report-headline-medium-found = 有外观设计被 Patsnap 评为中风险
report-headline-none = 没有外观设计被 Patsnap 评为高风险或中风险
report-headline-both = { $rated }，{ $unsettled }
report-unsettled-unrated = { $unrated } 项比对未评级
report-unsettled-unrated-unread = { $unrated } 项比对未评级，另有 { $unread } 项无法读取
report-unsettled-unread = { $unread } 项比对无法读取
report-unsettled-flagged = Patsnap 提示需复核，均未评级
report-unsettled-listed = { $patents } 件专利已评级但未作比对

# 按评级列出的国家/地区，每个一行。Slack mrkdwn。
report-markets-neither = 已检索，未评为高风险或中风险
report-markets-all = 已检索
# $market 如 `美国（US）`；$design 为公开号及其信息，或 `report-market-none`。
report-market = { $market }：{ $design }
report-market-separator = ，
report-market-none = 无比对
# 与所在国家/地区的评级不同时说明。
report-market-high = 该件评为高风险
report-market-medium = 该件评为中风险
report-market-low = 该件评为低风险
report-market-unrated = 未评级
report-market-lapsed = 已失效
report-markets-note = 各国家/地区后为该评级中最接近的外观设计。相似度为 Patsnap 对两张图片的评分。
report-markets-note-unrated = 各国家/地区后为其最接近的外观设计。相似度为 Patsnap 对两张图片的评分。

# 结论之外仍不确定的内容。Slack mrkdwn。$risk 为 `risk-level-…` 之一。
report-no-market = { $risk }：其中至少一项比对，Patsnap 未指明国家/地区。
report-unrated = { $unrated ->
        [1] { $unrated } 项比对没有 Lookalike 可识别的评级，请查看。
       *[other] { $unrated } 项比对没有 Lookalike 可识别的评级，请逐项查看。
    }
# $levels 为 Patsnap 的原文。
report-unrated-levels = { $unrated ->
        [1] { $unrated } 项比对没有 Lookalike 可识别的评级，请查看。Patsnap 的原文为{ $levels }，已排在列表最前。
       *[other] { $unrated } 项比对没有 Lookalike 可识别的评级，请逐项查看。Patsnap 的原文为{ $levels }，已排在列表最前。
    }
report-unread = { $unread ->
        [1] Patsnap 返回的比对中有 { $unread } 项无法读取，未列入本报告，该项可能被评为高风险。采信其余结果之前，请先到 Patsnap 查看原报告。
       *[other] Patsnap 返回的比对中有 { $unread } 项无法读取，未列入本报告，其中可能有被评为高风险的。采信其余结果之前，请先到 Patsnap 查看原报告。
    }
report-only-flagged = Patsnap 提示有外观设计需复核，但未提供相应的比对。请到 Patsnap 查看原报告。
# $numbers 为专利号，各为一条 `report-listed-…`。
report-listed = Patsnap 的列表中有 { $patents } 件专利已评级但未作比对。采信其余结果之前，请先查询：{ $numbers }。
report-listed-high = { $number }（高风险）
report-listed-medium = { $number }（中风险）
report-nothing-compared = Patsnap 未找到足够相近、需要比对的外观设计。筛查可能有遗漏，且每天都有新的外观设计公开。
report-none-rated = { $compared ->
        [1] { $compared } 项比对未被 Patsnap 评为高风险或中风险。筛查可能有遗漏，且每天都有新的外观设计公开。
       *[other] { $compared } 项比对均未被 Patsnap 评为高风险或中风险。筛查可能有遗漏，且每天都有新的外观设计公开。
    }

# 下一步。Slack mrkdwn：粗体结束处要有空格。
report-next-high = *下一步：* 展开卡片对照形状；支付模具费用之前，请外观设计律师查看评为高风险的外观设计。
report-next-medium = *下一步：* 展开卡片对照形状；支付模具费用之前，请外观设计律师查看评为中风险的外观设计。

# 各评级的外观设计数量，以及 Patsnap 的提示。Slack mrkdwn。
# $designs 为 `report-designs`，$comparisons 为 `comparisons-count`。
report-counts = *{ $designs }，{ $comparisons }：* { $counts }
report-counts-alike = *{ $counted }：* { $counts }
report-designs = { $count } 项外观设计
report-flagged = *Patsnap 提示需复核的外观设计：* { $count } 项（按注册计）
report-flagged-in = *Patsnap 提示需复核的外观设计：* { $count } 项（按注册计），涉及 { $markets }
report-flagged-markets = *Patsnap 提示需复核的外观设计：* { $markets }
report-classes-separator = ；
report-count-high = { $count } 项高风险
report-count-medium = { $count } 项中风险
report-count-low = { $count } 项低风险
report-count-unrated = { $count } 项未评级
report-count-unread = { $count } 项无法读取

# 报告下方的按钮。
report-all = { $count ->
        [1] 查看比对
       *[other] 查看全部 { $count } 项比对
    }
report-all-readable = { $count ->
        [1] 查看可读取的比对
       *[other] 查看全部 { $count } 项可读取的比对
    }

# 报告下方的小字。
# 每行开头为粗体。
report-searched = *检索范围：* { $facts }
report-found = *Patsnap 检出：* { $facts }
report-check = *本次检测：* { $facts }
report-markets = { $markets }
report-markets-left-out = 已要求但未见于 Patsnap 报告：{ $markets }
report-filed-after = 申请日晚于 { $day }（不含当日）
report-filed-from = 申请日不早于 { $day }
report-filed-any = 申请日不限
report-classes-asked = 洛迦诺分类 { $classes }
report-classes-any = 洛迦诺分类不限
report-keyword = 关键词“{ $keyword }”
report-found-of = { $found } 项相似外观设计，详细比对 { $compared } 项
report-found-compared = 详细比对 { $compared } 项外观设计
report-classes = 产品的洛迦诺分类：{ $classes }
report-engine = Patsnap 引擎 { $engine }
# $user 为 Slack 的成员 ID，$id 为检测的 ID。
report-asked-by = 由成员 { $user } 发起
report-check-id = ID { $id }
report-limits = *无法看到：* 未公开或未注册的外观设计，以及其他权利。在 Patsnap 自己的测试中（中国、美国、欧盟，2026 年 3 月），前 200 项结果包含已知高风险外观设计的 77%。
report-disclaimer = 初步筛查，不构成法律意见。

# 报告的总览图。图中文字要短：多在手机上阅读。
sheet-line-drawing = Patsnap 生成的线条图
sheet-no-picture = 图片无法加载
sheet-no-line-drawing = 没有线条图
sheet-no-drawing = 没有附图
sheet-heading = 最接近的外观设计及相似度
sheet-note = 风险评级来自 Patsnap。初步筛查，不构成法律意见。
# 屏幕阅读器读出的内容。
sheet-alt = 所发图片和 Patsnap 生成的线条图，下方为最接近的外观设计：{ $designs }
sheet-alt-named = 所发图片 { $name } 和 Patsnap 生成的线条图，下方为最接近的外观设计：{ $designs }
# 与单件专利比对的对照图。
sheet-alt-one = 所发图片，旁边为外观设计 { $designs }
sheet-alt-one-named = 所发图片 { $name }，旁边为外观设计 { $designs }
sheet-alt-design = { $number }（{ $risk }）

# 纯文本，用于通知和屏幕阅读器。
report-text-headline = { $headline }。
# $label 为 `risk-level-…` 或 `report-markets-…` 之一。
report-text-markets = { $label }：{ $markets }。

## 报告的全部比对

comparisons-title = 全部比对
comparisons-close = 关闭
comparisons-count = { $count } 项比对
comparisons-unread = 另有 { $unread } 项无法读取
comparisons-page = 第 { $page } 页，共 { $pages } 页
comparisons-none = Patsnap 未提供比对。
comparisons-none-readable = 本报告的比对均无法读取。
comparisons-previous = 上一页
comparisons-next = 下一页
# 屏幕阅读器读出的按钮名称。
comparisons-previous-label = 上一页比对
comparisons-next-label = 下一页比对

# 共 $count 项比对，其中 $shown 项符合筛选条件。
comparisons-shown = { $count } 项比对中的 { $shown } 项
# $filters 为所选的国家或地区、评级、法律状态和专利权人。
comparisons-only = *筛选：* { $filters }
comparisons-sorted = *排序：* { $order }
comparisons-none-fits = 没有符合筛选条件的比对。
comparisons-open = 打开
# 屏幕阅读器读出的按钮名称。$number 为公开号。
comparisons-open-label = 打开与 { $number } 的比对
comparisons-open-label-unnamed = 打开这项比对
comparisons-filter = 筛选和排序
comparisons-all = 显示全部
comparisons-all-label = 取消筛选，显示全部比对
comparisons-table = 以表格发布
comparisons-table-label = 将这些比对以表格发到消息串
comparisons-back = 全部比对
comparisons-back-label = 返回比对列表
comparisons-before-label = 上一项比对
comparisons-after-label = 下一项比对
comparisons-place = 第 { $place } 项，共 { $count } 项
# 打开的这项比对不符合列表的筛选条件。
comparisons-place-none = 不在当前列表中
comparisons-picture-coming = 正在获取专利附图……
comparisons-picture-missing = 专利附图不在 Slack 中，也无法获取：Patsnap 提供的地址只在九小时内有效。

# 筛选和排序的表单。
comparisons-form-about = 只列出本报告中出现的选项。未作选择的项目不限。
comparisons-form-submit = 显示
comparisons-form-back = 返回
comparisons-form-back-label = 不作更改，返回列表
comparisons-facet-country = 国家／地区
comparisons-facet-risk = Patsnap 评级
comparisons-facet-status = 报告中的法律状态
comparisons-facet-owner = 专利权人
comparisons-owners-offered = 报告中有 { $count } 个专利权人，此处列出外观设计最多的 { $offered } 个。
comparisons-group = 第 { $first } 至 { $last } 个
comparisons-no-country = 未注明国家／地区
comparisons-no-owner = 未注明专利权人
comparisons-choice = { $name }（{ $count }）
comparisons-order = 排序
comparisons-order-hint = 在比对的“详情”中查询过到期日之后，可以按到期日排序。
comparisons-order-risk = 评级从高到低
comparisons-order-score = 相似度从高到低
comparisons-order-newest = 申请日从晚到早
comparisons-order-oldest = 申请日从早到晚
comparisons-order-expires-first = 到期日从早到晚
comparisons-order-expires-last = 到期日从晚到早

# 消息串中的表格。$name 为图片名称，$person 为人名。
comparisons-table-title = *{ $name } 的比对*
comparisons-table-title-unnamed = *图片的比对*
comparisons-table-caption = { $name } 的比对
comparisons-table-caption-unnamed = 图片的比对
comparisons-table-by = 发布者：{ $person }
comparisons-table-cut = 表格容纳了 { $count } 项中的 { $shown } 项。导出的文件包含全部比对；在列表中筛选可以缩短表格。
comparisons-table-cut-text = 另有 { $more } 项。
comparisons-table-note = 评级、相似度和法律状态均来自 Patsnap 的报告。初步筛查，不构成法律意见。
comparisons-table-expiry-note = 到期日为 Patsnap 估算，仅列出查询过的。
comparisons-column-risk = 评级
comparisons-column-score = 相似度
comparisons-column-country = 国家／地区
comparisons-column-number = 公开号
comparisons-column-title = 名称
comparisons-column-owner = 专利权人
comparisons-column-status = 法律状态
comparisons-column-filed = 申请日
comparisons-column-expires = 到期日
# 没有内容的单元格。
comparisons-cell-empty = –
comparisons-table-posted = ✅ 表格已发到报告的消息串。
comparisons-table-stands = 报告的消息串中已有同样的表格。
comparisons-table-under-way = 正在发布此表格。如果一分钟内没有出现，请再按一次。
comparisons-table-unknown = Slack 没有确认表格是否已发布。请再按一次：Lookalike 会先核对，没有才会发布。
comparisons-table-failed = Slack 没有接受此表格（{ $code }）。请一分钟后再试。

## 单项比对

comparison-similar = 相似之处
comparison-difference = 不同之处
comparison-confusion = 整体印象
comparison-risk = Patsnap 的说明
comparison-suggestion = 可考虑的差异
comparison-written = 由 Patsnap 的 AI 撰写，不是法律结论。
# $percent 如 `85%`。
comparison-score = 相似度 { $percent }
# 两个评分分别来自比对和图像检索。
comparison-scores = Patsnap 比对的相似度 { $compared }，其图像检索 { $searched }
comparison-score-compared = Patsnap 比对的相似度 { $percent }
comparison-score-searched = Patsnap 图像检索的相似度 { $percent }
# 注册数多于所显示的。
comparison-registrations-more = 另有 { $more } 件注册，见全部比对。
# Lookalike 无法识别的风险等级，为 Patsnap 的原文。
comparison-level = “{ $level }”
comparison-unrated = 未评级：Patsnap 未给出评级
comparison-unrated-level = 未评级：Patsnap 给出的评级为“{ $level }”
comparison-filed = 申请日：{ $day }
comparison-published = 公开日：{ $day }
comparison-expires = 到期日（Patsnap 估算）：{ $day }
# $markets 为同一外观设计的其他注册所在的国家或地区。
comparison-also = 同一外观设计另见于 { $markets }
comparison-registrations = *同一外观设计的其他注册：*
comparison-locarno = 洛迦诺分类：{ $classes }
# $images 如 `1（front.png）`；$count 为张数。
comparison-images = { $count ->
       *[other] 检出所用图片：{ $images }
    }
comparison-image = { $number }（{ $name }）

export-held = 自 { $at } 起由{ $person }保留：Lookalike 会保存数据，直到解除保留。
export-held-reason = 保留原因：{ $reason }

# `lookalike hold` 和 `lookalike release`。
help-hold = 保留一次检测的数据，使其不被删除也不过期，直到解除保留
help-release = 解除一次检测的保留；保留期间在 Slack 中已删除的内容，其数据现在删除
help-hold-reason = 原因，会留在保留记录中
hold-cli-done = 检测 { $id } 已保留。
hold-cli-no-check = 此数据库中没有检测 { $id }。
release-cli-done = 检测 { $id } 已解除保留。
release-cli-not-on-hold = 检测 { $id } 未处于保留状态。

## 导出

report-export = 导出
export-form-title = 导出
export-form-submit = 导出
export-form-close = 取消
export-form-about = 文件会发到这份报告的消息串中，通常不超过半分钟。本频道的所有成员都能打开。
export-form-about-recent = 文件会发到该报告的消息串中，通常不超过半分钟。本频道的所有成员都能打开。
export-form-report = 报告
export-form-format = 文件
export-form-option = { $day } · { $name } · { $verdict }
export-format-pdf = PDF
export-format-xlsx = XLSX
export-format-csv = CSV
export-format-json = JSON
export-format-pdf-about = 可打印、可归档的证据文件，含图片（PDF/A）
export-format-xlsx-about = 全部比对的表格，以及检测信息
export-format-csv-about = 全部比对的表格，适用于各种软件
export-format-json-about = 全部数据，供程序读取
export-none-here = 本频道中没有可以导出的报告。请在 Lookalike 所在的频道发布图片，或到报告所在的频道导出。
export-under-way = 刚刚已有人要求导出此文件：它已在或即将出现在报告的消息串中。如需再导出一份，请在一分钟后重试。
export-gone = 本次检测的数据已被删除，没有可导出的内容。如需重新检测，请再次发布图片。
export-unknown-outcome = Slack 未告知文件是否已发布。请查看报告的消息串；如果没有，请在一分钟后重新导出。
export-failed = Slack 未接受该文件（{ $code }）。请在一分钟后重试。
export-no-scope = Slack 不允许 Lookalike 在此上传文件。请让工作区管理员重新安装应用，然后重试。
export-not-here = Lookalike 已不在此会话中，无法发布文件。请邀请它加入后重新导出。
export-thread-gone = 这份报告所在的消息串已被删除，文件无处发布。
export-posted = { $person } 将 { $name } 的报告导出为 { $format }。
export-posted-unnamed = { $person } 将这份报告导出为 { $format }。

export-title = 外观设计专利检测记录
export-unnamed = 未命名的图片
export-intro = 本文件记录向 Patsnap 提出的内容、Patsnap 的检索范围及其答复。评级与文字均出自 Patsnap。Lookalike 不附加任何结论，本文件的任何内容均不构成法律意见。
export-contents = 目录
export-footer = Lookalike · 检测 { $id }
export-exported-at = 导出时间
export-chapter-asked = 检测内容
export-chapter-picture = { $count ->
       *[other] 图片
    }
export-chapter-search = 检索范围
export-chapter-found = Patsnap 的报告
export-chapter-sheet = 答复中的对照图
export-chapter-overview = 比对一览
export-chapter-comparisons = 比对全文
export-chapter-listed = Patsnap 列表中有评级而无比对的专利
export-chapter-limits = 检测看不到的内容
export-chapter-kept = 数据保存期限

export-none = 无
export-unknown = 未知
export-yes = 是
export-no = 否

export-check-id = 检测编号
export-retry-of = 重试自检测
export-asked-by = 发起人
export-slack-user = Slack 用户 { $id }
export-asked-in = 发起位置
export-slack-place = Slack 工作区 { $team }，频道 { $channel }
export-message = 消息（Slack 时间戳）
export-asked-at = 发起时间
export-submitted-at = 提交给 Patsnap 的时间
export-ended-at = 收到报告的时间
export-delivered-at = 发布答复的时间

export-file-name = 名称
export-file-id = Slack 文件
export-address = 地址
export-sha-posted = 发布文件的 SHA-256
export-sha-sent = 发送给 Patsnap 的文件的 SHA-256
export-sha-missing = 无记录：该检测由较早版本的 Lookalike 执行
export-sha-on-web = 未知：图片由 Patsnap 自行从该地址获取

export-engine = Patsnap 服务
export-task-ids = Patsnap 任务编号
export-against = 指定比对的专利
export-markets = 已检索的市场
export-markets-left = 未检索的默认市场
export-window = 申请日范围
export-filed-after = { $day } 之后申请的外观设计
export-filed-any = 不限申请日
export-class-filter = 限定的洛迦诺分类
export-keyword = 关键词
export-together = 多张图片视为同一产品
export-parameter = 发送参数“{ $name }”

export-reported-at = 报告生成时间
export-total-found = 检索到的相似外观设计
export-compared = 已比对的外观设计
export-unreadable = 无法读取的比对
export-rated = 比对：{ $risk }
export-countries-high = Patsnap 评为高的国家／地区
export-countries-medium = Patsnap 评为中的国家／地区
export-flagged = Patsnap 标记为需复核的外观设计
export-flagged-in = { $count }（{ $countries }）
export-classes-found = Patsnap 给出的洛迦诺分类
export-ratings-note = 评级与百分比由 Patsnap 的模型给出，不构成法律结论。
export-texts-note = 各项比对下的文字均为 Patsnap 原文。由 Patsnap 的人工智能撰写，不构成法律结论。

export-number = 公开号
export-patent-title = 名称
export-country = 国家／地区
export-rating = Patsnap 评级
export-rating-sent = { $rating }（原文为“{ $level }”）
export-similarity = Patsnap 相似度
export-status = 报告中的法律状态
export-status-as-of = { $status }（截至 { $day }）
export-status-looked-up = 查询所得法律状态
export-expiry = 到期日（Patsnap 估算）
export-expiry-none = Patsnap 未给出日期
export-family = 同族专利
export-family-none = Patsnap 无记录
export-family-simple = 简单同族（优先权完全相同）{ $count } 件：{ $numbers }
export-family-inpadoc = INPADOC 同族（共有优先权）另有 { $count } 件：{ $numbers }
export-family-patsnap = Patsnap 扩展同族另有 { $count } 件：{ $numbers }
export-owner = 专利权人
export-first-owner = 原专利权人
export-inventors = 设计人
export-application = 申请号
export-filed = 申请日
export-published = 公开日
export-classes = 洛迦诺分类
export-found-with = 对应图片
export-patent-id = Patsnap 标识
export-similar = 相似之处
export-different = 不同之处
export-impression = 整体印象
export-note = Patsnap 的说明
export-consider = 可考虑的差异
export-column-row = 序号
export-column-country = 国家／地区
export-column-level = 原文等级
export-column-score = 相似度（0 至 1）
export-column-status = 法律状态
export-column-status-day = 状态日期
export-column-expiry-day = 到期日查询日期
export-column-family-day = 同族查询日期
export-column-page = 网页
export-sheet-comparisons = 比对
export-sheet-about = 检测信息

export-alt-posted = 发布的图片 { $name }
export-alt-posted-unnamed = 发布的图片
export-alt-line-drawing = Patsnap 生成的产品线条图
export-caption-posted = 发布的图片，为排版已缩小。SHA-256 对应原始文件。
export-caption-line-drawing = 线条图，由 Patsnap 生成。
export-caption-drawing = 该专利的首幅图。
export-caption-sheet = 与 Slack 答复中的图相同，评级与相似度来自 Patsnap。
export-gap-sheet = Slack 中没有本报告的对照图：未生成，或已删除。
export-gap-posted = 图片已不在 Slack 中，或无法打开。
export-gap-on-web = 图片来自网络，Lookalike 未保存副本。
export-gap-drawing = 未能取得该专利的图。
export-gap-not-sought = 本副本不含图片。

export-limit-recall = 检索会有遗漏。根据 Patsnap 2026 年 3 月的自测（261 个样本，中国、美国、欧盟），已知高风险专利中有 77% 出现在其检索结果的前 200 项中。
export-limit-unpublished = 检索当日尚未公开的申请，以及无需注册即受保护的外观设计，均无法检索到。
export-limit-rights = 仅检索外观设计专利和注册外观设计，不包括发明、实用新型、商标和著作权。
export-limit-markets = 仅检索上述市场，且仅限上述申请日范围内的外观设计。
export-limit-one-patent = 未作检索：图片仅与这一件专利比对，未与其他专利比对。
export-limit-status = 法律状态以所注日期 Patsnap 掌握的信息为准，最终以各专利局的登记簿为准。
export-limit-ai = 评级、百分比和文字均由 Patsnap 的模型给出，可能偏高，也可能偏低。
export-kept = { $days ->
       *[other] Lookalike 将本次检测的数据保存 { $days } 天，至 { $until }（UTC）。如果帖子、图片或频道被删除，或应用被卸载，数据会提前删除。
    }
export-copy = 本副本由持有者保管，不会随检测数据一起删除。

# `lookalike channels`。
channels-cli-none = 这里没有任何设置，以环境变量的设置为准。
channels-cli-which = 哪个频道？请给出频道 ID，例如 C0123456789；`all` 表示整个工作区。
channels-cli-team = 哪个工作区？请用 --team 给出其 ID；已知：{ $teams }。

help-export = 将一次检测的报告写入文件：PDF、XLSX、CSV 或 JSON
help-export-check = 检测编号：32 位十六进制数字，见报告末尾
help-export-pdf = 可打印、可归档的证据文件（PDF/A）
help-export-xlsx = 全部比对的表格，以及检测信息
help-export-csv = 全部比对的表格
help-export-json = 全部数据，供程序读取；格式见 docs/export.md
help-export-output = 写入的位置；- 表示标准输出
help-export-lang = 文件的语言；未指定时与检测一致
export-cli-format = 请在 --pdf、--xlsx、--csv、--json 中选择一个。
export-cli-id = { $id } 不是检测编号：检测编号为 32 位十六进制数字。
export-cli-no-check = 此数据库中没有已完成的检测 { $id }：它已被删除、尚未完成，或结束时没有报告。
export-cli-written = 已写入 { $file }。
export-cli-not-written = 无法写入 { $file }（{ $why }）。
export-cli-no-pictures = 未设置 SLACK_BOT_TOKEN，因此不含图片。
export-cli-slack-away = 无法连接 Slack，或令牌属于另一工作区，因此不含图片。

## 专利

patent-no-details = Patsnap 未提供此项比对的详细内容。
patent-status-valid = 有效
patent-status-invalid = 失效
patent-status-pending = 审中
patent-status-unknown = 法律状态未知
# 各件注册的状态不同时。
patent-status-differs = 法律状态不一
patent-state-active = 有效
patent-state-pending = 审中
patent-state-inactive = 失效
patent-state-undetermined = 未确认
patent-state-pct-designated = PCT 指定期内
patent-state-pct-expired = PCT 指定期满
patent-state-unknown = 法律状态未知
patent-type-design = 外观设计
patent-type-utility = 实用新型
patent-type-patent = 授权发明
patent-type-application = 发明申请

# 链接文字。
patent-page-google = 在 Google Patents 查看 { $number }
patent-page-euipo = 在 EUIPO 查看 { $number }
patent-page-cnipa = 在 CNIPA 查看 { $number }
# 旁边已有公开号时。
patent-register-google = Google Patents
patent-register-euipo = EUIPO
patent-register-cnipa = CNIPA
# 图片的替代文字。
patent-drawing = 线条图：{ $patent }
patent-drawing-unnamed = 该专利的线条图
patent-look-up = 查询
# 屏幕阅读器读出的按钮名称。
patent-look-up-label = 查询：{ $number }

## 专利卡片

patent-untitled = 无名称
patent-no-number = 无公开号
# Slack mrkdwn；$names 为一个或多个名称。
patent-assignee = *专利权人：* { $names }
patent-applicant = *申请人：* { $names }
patent-assignee-applicant = *专利权人/申请人：* { $names }
patent-inventors = { $count ->
       *[other] *发明人：* { $names }
    }
# 外观设计专利用。
patent-designers = { $count ->
       *[other] *设计人：* { $names }
    }
patent-application-number = *申请号：* { $number }
patent-application-number-day = *申请号：* { $number }，申请日 { $day }
patent-application-day-alone = *申请日：* { $day }
patent-publication-number = *公开号：* { $number }
patent-publication-number-day = *公开号：* { $number }，公开日 { $day }
patent-publication-day-alone = *公开日：* { $day }
patent-locarno = *洛迦诺分类：* { $classes }
# 下面列出比对过该专利的检测。
patent-seen = *此前比对过该专利的检测*
patent-picture = 一张图片
patent-missing = 暂时无法从 Patsnap 获取：{ $parts }
patent-part-bibliography = 著录项目
patent-part-legal-state = 法律状态
patent-part-drawing = 线条图

## 专利详情

# $calls 为 Patsnap 调用次数，每次均计费。
details-button = { $calls ->
        [0] 详情
       *[other] 详情（{ $calls } 次调用）
    }
# 屏幕阅读器读出的按钮名称。
details-button-label = { $calls ->
        [0] { $number } 的详情，不产生付费调用
       *[other] { $number } 的详情，{ $calls } 次付费调用
    }
# 同一按钮在回复中会长期保留：$calls 为一次点击最多产生的调用次数。
details-button-reply = 详情（最多 { $calls } 次调用）
details-button-reply-label = { $number } 的详情，最多 { $calls } 次付费调用
details-title = 专利详情
details-close = 关闭
details-waiting = 正在获取……
details-gone = 该专利的数据已不再保留。请重新查询。
# Slack mrkdwn；$parts 和 $services 为下列一项或多项。
details-not-loaded = *未获取：* { $parts }
details-refused = Lookalike 的 Patsnap 账户未开通：{ $services }。如有需要，请联系 { -operator }开通。
details-service = { $part }（{ $service }）
details-part-figures = 附图
details-part-dates = 到期日
details-part-family = 同族专利
details-part-events = 法律事件
details-part-litigation = 诉讼
details-part-invalidation = 无效程序
details-part-customs = 海关备案
details-part-licences = 许可
# 向 Patsnap 查询的日期。
details-as-of = 截至 { $day }的 Patsnap 记录，以官方登记簿为准。
details-as-of-days = { $first }至 { $last }的 Patsnap 记录，以官方登记簿为准。
details-paid-retry = 重试（{ $calls } 次调用）
details-paid-retry-label = 重新向 Patsnap 获取缺少的内容，{ $calls } 次付费调用
details-paid-records = 获取记录（{ $calls } 次调用）
details-paid-records-label = 从 Patsnap 获取记录，{ $calls } 次付费调用
details-paid-figures-again = 重新获取附图（{ $calls } 次调用）
details-paid-figures-again-label = 重新向 Patsnap 获取附图，{ $calls } 次付费调用
details-to-overview = 概览
details-to-overview-label = 返回概览
details-to-figures = 附图
details-to-figures-label = 查看附图
details-to-family = 同族专利
details-to-family-label = 按国家/地区查看同族专利
details-to-events = 法律事件
details-to-events-label = 查看法律状态和法律事件
details-to-enforcement = 维权记录
details-to-enforcement-label = 查看维权记录
details-to-previous = 上一页
details-to-previous-label = 上一页
details-to-next = 下一页
details-to-next-label = 下一页

# 概览。Slack mrkdwn。
details-expires = *到期日（Patsnap 估算）：* { $day }
details-expires-unknown = *到期日：* Patsnap 未提供
details-granted = *授权日：* { $day }
details-priorities = { $count ->
       *[other] *优先权：* { $priorities }
    }
details-separator = ；
details-status = *法律状态：* { $status }
details-status-none = *法律状态：* Patsnap 无记录
details-family = *同族专利：* { $count } 件 · { $markets }
details-family-wider = { $family }；扩展同族另有 { $count } 件
details-family-none = *同族专利：* Patsnap 无记录
details-figures = *附图：* { $count } 幅
details-figures-none = *附图：* Patsnap 未收录
# $records 为下列一项或多项。
details-flag = 🚩 *Patsnap 有记录：* { $records }
details-flag-none = *维权记录：* Patsnap 无诉讼、无效程序、海关备案或许可的记录。
details-record-litigation = 诉讼
details-record-invalidation = 无效程序
details-record-customs = 海关备案
details-record-licences = 许可

# 附图。
details-figure = 第 { $number } 幅，共 { $total } 幅
details-figure-alt = 专利 { $patent } 的附图，第 { $number } 幅，共 { $total } 幅
details-figure-missing = 无法获取：{ $figure }。请稍后重新打开附图。
details-figures-first = Patsnap 收录 { $total } 幅附图，此处列出前 { $listed } 幅。

# 同族成员。Slack mrkdwn。
details-kin-simple = *简单同族（优先权完全相同）：* { $count } 件
details-kin-inpadoc = *INPADOC 同族（共有优先权）：* 另有 { $count } 件
details-kin-patsnap = *Patsnap 扩展同族：* 另有 { $count } 件
details-family-market = { $market }（{ $count } 件）：{ $numbers }
details-family-no-market = 未知国家/地区

# 法律状态和法律事件。Slack mrkdwn。
details-events = *法律事件：*
details-events-none = *法律事件：* 无
details-events-note = Patsnap 在此仅提供事件类型，不含日期。
details-events-updated = 该记录最近更新于 { $day }。
details-sentences = { "" }
details-event-transfer = 转让
details-event-licence = 许可
details-event-pledge = 质押
details-event-trust = 信托
details-event-opposition = 异议
details-event-reexamination = 复审
details-event-customs = 海关备案
details-event-litigation = 诉讼
details-event-preservation = 保全
details-event-invalidation = 无效程序
details-event-oral-procedure = 口审程序
details-event-declassification = 解密
details-event-double-application = 一案双申
details-procedure-published = 公开
details-procedure-examining = 实质审查
details-procedure-granted = 授权
details-procedure-double = 避免重复授权放弃
details-procedure-abandoned = 放弃
details-procedure-abandoned-voluntarily = 主动放弃
details-procedure-abandoned-deemed = 视为放弃
details-procedure-withdrawn = 撤回
details-procedure-withdrawn-voluntarily = 主动撤回
details-procedure-withdrawn-deemed = 视为撤回
details-procedure-rejected = 驳回
details-procedure-revoked = 全部撤销
details-procedure-expired = 期限届满
details-procedure-non-payment = 未缴年费
details-procedure-restoration = 权利恢复
details-procedure-ceased = 权利终止
details-procedure-partly-revoked = 部分无效
details-procedure-discontinued = 申请终止
details-procedure-pct-published = PCT 国际公布
details-procedure-pct-designated = PCT 指定期内
details-procedure-pct-expired = PCT 指定期满
details-procedure-not-entered = PCT 未进入国家阶段

# 维权记录。Slack mrkdwn。
details-heading-litigation = *诉讼*
details-heading-invalidation = *复审与无效*
details-heading-customs = *海关备案*
details-heading-licences = *许可*
details-record-none = Patsnap 无记录。
details-number = 编号 { $number }
details-by-plaintiffs = { $count ->
       *[other] 原告：{ $names }
    }
details-by-defendants = { $count ->
       *[other] 被告：{ $names }
    }
details-by-applicants = { $count ->
       *[other] 请求人：{ $names }
    }
details-by-licensors = { $count ->
       *[other] 许可人：{ $names }
    }
details-by-licensees = { $count ->
       *[other] 被许可人：{ $names }
    }
details-day-filed = 立案日 { $day }
details-day-decided = 裁决日 { $day }
details-day-starts = 自 { $day }
details-day-ends = 至 { $day }
details-day-effective = 生效日 { $day }
details-grounds = 法律依据：{ $grounds }
# Patsnap 的案件代码。
details-case-fs = 复审
details-case-wx = 无效宣告
details-case-ks = 口头审理
details-case-appeal = 上诉

## 专利查询

patent-usage = 输入专利号即可查询，写法不限，也可以粘贴专利页面的链接；一次最多 5 个。
patent-usage-examples = *示例*
patent-usage-cost = 一次查询会调用 Patsnap 几次（查号码，再查卡片上显示的内容），如何计费以贵方合同为准。查到的内容一天之内再次显示不再调用；如果号码有多种读法，在选定之前不会发起任何调用。
patent-usage-hint = 不带 S1 之类的文献种类代码时，可能需要从多个结果中选择。分享之前，结果仅自己可见。
patent-looking-up = 正在查询 { $numbers }……
patent-modal = 专利
patent-modal-back = 返回

## 将频道中的图片与一件专利进行比对的表单。

compare-title = 比对图片
compare-submit = 比对
compare-close = 取消
compare-about = 由 Patsnap 的 AI 将本频道的一张图片与 *{ $number }* 进行比对。
compare-picture = 图片
compare-unnamed = 图片
compare-option = { $name } · { $day }
compare-cost = 查询号码之后，将产生一次 Patsnap 计费调用。结果发布在图片的消息串中。
compare-gone = 这张图片已不在这里。请选择另一张，或重新发布。
compare-none = 本频道还没有检测过图片。请先在这里发布一张，或在图片的消息串中提及 Lookalike，写“比对”和专利号。

## 与一件专利比对的回复。

# $risk 是“高风险”之类的等级。
one-patent-headline = { $number }：Patsnap { $risk }
one-patent-scope = 仅由 Patsnap 的 AI 与 { $number } 比对，未检索其他专利

patent-share = 分享到频道
# 屏幕阅读器读出的按钮名称。
patent-share-label = 将 { $number } 分享到频道
patent-compare = 比对图片
patent-compare-label = 将一张图片与 { $number } 比对
patent-shared-by = 分享者：{ $name }
patent-shared-already = 此卡片已在这里分享过。
patent-share-under-way = 正在分享此卡片。如果一分钟内没有出现，请再分享一次。
patent-share-unknown = Slack 没有确认卡片是否已分享到这里。请再分享一次：Lookalike 会先核对，没有才会发布。
patent-share-not-here = Lookalike 不在此对话中。请先用 /invite @Lookalike 邀请，再重新分享。
patent-share-failed = Slack 没有接受此卡片（{ $code }）。请一分钟后再试。
patent-card-gone = 此卡片已过期，无法分享。请重新查询该专利。

# 有多种读法的号码。Slack mrkdwn。
patent-question = *“{ $number }”有多种可能的含义。* 请选择其中一种：
patent-question-note = 尚未查询。
# 纯文本；$readings 如 `美国 · 外观设计 · USD1055174`。
patent-question-text = “{ $number }”有多种可能的含义：{ $readings }。
patent-right-design = 外观设计
patent-right-patent = 发明专利
patent-right-utility-model = 实用新型
patent-field-publication = 公开号
patent-field-application = 申请号

# 供选择的结果。Slack mrkdwn。
patent-bearer = *目前查到一件号码为“{ $number }”的专利，可能还有其他专利使用该号码。* 是这一件吗？
patent-bearers = *有 { $count } 件专利的号码为“{ $number }”。* 请选择其中一件：
patent-within-one = *没有号码为“{ $number }”的专利。* 以下专利的号码包含该号码：
patent-within-several = *没有号码为“{ $number }”的专利。* 以下专利的号码包含该号码：
patent-more = ……另有 { $count } 件。补全号码或注明国家/地区，可以缩小范围。
# 纯文本。
patent-choice-text = “{ $number }”可能是：{ $numbers }。
patent-choice-no-number = 一件无公开号的专利

patent-not-found = *未找到“{ $number }”对应的专利*
patent-not-found-text = 未找到“{ $number }”对应的专利。{ $tried }
patent-tried = 已在所有国家/地区检索{ $queries }。
patent-tried-in = 已在{ $country }检索{ $queries }。
patent-query-publication = 公开号 { $number }
patent-query-application = 申请号 { $number }
patent-examples = 外观设计专利号的写法示例：{ $examples }
patent-example = { $country }：{ $example }
patent-rejected = Patsnap 拒绝了这次查询（代码：{ $code }）。请检查专利号。
patent-rejected-code = 未知
# 查询失败的号码，纯文本。
patent-problem-text = { $number }：{ $problem }

## 洛迦诺分类

# 国际外观设计分类表（洛迦诺分类，第 15 版）的名称，采用国家知识产权局的译法，部分从简。小类 99 为该大类（$main）的其他杂项。
locarno-miscellaneous = { $main }：其他杂项
locarno-01 = 食品
locarno-01-01 = 烘制食品、饼干、点心、通心粉及其他谷类食品、巧克力、糖果类、冰冻食品
locarno-01-02 = 水果、蔬菜及水果和蔬菜制品
locarno-01-03 = 奶酪、黄油和黄油代用品、其他奶制品
locarno-01-04 = 鲜肉（包括猪肉制品）、鱼
locarno-01-05 = 豆腐及豆腐制品
locarno-01-06 = 动物食品
locarno-02 = 服装、服饰用品和缝纫用品
locarno-02-01 = 内衣、女内衣、妇女紧身胸衣、乳罩、睡衣
locarno-02-02 = 服装
locarno-02-03 = 帽子
locarno-02-04 = 鞋、短袜和长袜
locarno-02-05 = 领带、围巾、颈巾和手帕
locarno-02-06 = 手套
locarno-02-07 = 服饰用品和服装附件
locarno-03 = 其他类未列入的旅行用品、箱包、阳伞和个人用品
locarno-03-01 = 大衣箱、手提箱、公文包、手提包、钥匙袋、为内装物品专门设计的箱子、钱包和类似物品
locarno-03-03 = 雨伞、阳伞、遮阳伞和手杖
locarno-03-04 = 扇子
locarno-03-05 = 携带婴儿和儿童及辅助其行走的装置
locarno-04 = 刷子
locarno-04-01 = 清洁刷和扫帚
locarno-04-02 = 梳妆刷、服装刷和鞋刷
locarno-04-03 = 机器用刷
locarno-04-04 = 油漆刷、烹饪用刷
locarno-05 = 纺织品，人造或天然材料片材
locarno-05-01 = 纺纱制品
locarno-05-02 = 花边
locarno-05-03 = 刺绣品
locarno-05-04 = 缎带、编带和其他装饰用品
locarno-05-05 = 纺织织物
locarno-05-06 = 人造或天然材料片材
locarno-06 = 家具和家居用品
locarno-06-01 = 座椅
locarno-06-02 = 床
locarno-06-03 = 桌子及类似家具
locarno-06-04 = 存放物品用家具
locarno-06-05 = 组合家具
locarno-06-06 = 其他家具和家具部件
locarno-06-07 = 镜子和框架
locarno-06-08 = 挂衣架
locarno-06-09 = 床垫和垫子
locarno-06-10 = 窗帘和室内遮帘
locarno-06-11 = 地毯、地垫和小地毯
locarno-06-12 = 挂毯
locarno-06-13 = 毯子、家用织物和餐桌用布
locarno-07 = 其他类未列入的家用物品
locarno-07-01 = 瓷器、玻璃器皿、餐盘和其他类似物品
locarno-07-02 = 烹饪用具、器具和容器
locarno-07-03 = 餐桌用刀、叉、匙
locarno-07-04 = 用于制备食物或饮料的手动操作用具和器具
locarno-07-05 = 熨斗、洗涤用具、清洁用具和干燥用具
locarno-07-06 = 其他厨房和餐桌用具
locarno-07-07 = 其他家用容器
locarno-07-08 = 壁炉用具
locarno-07-09 = 家用器具和用具的支架和底座
locarno-07-10 = 冷却、冷冻装置和保温容器
locarno-08 = 工具和五金器具
locarno-08-01 = 钻孔、铣削或挖掘的工具
locarno-08-02 = 锤及其他类似工具
locarno-08-03 = 切削刀具和器具
locarno-08-04 = 螺丝刀、扳手及其他类似工具
locarno-08-05 = 其他工具和器具
locarno-08-06 = 把手、球形捏手和铰链
locarno-08-07 = 锁紧或关闭装置
locarno-08-08 = 其他类中未包括的扣紧、支撑或安装装置
locarno-08-09 = 门、窗和家具用金属附件、安装件及类似物品
locarno-08-10 = 自行车和摩托车停放架
locarno-08-11 = 窗帘用五金件
locarno-09 = 用于商品运输或装卸的包装和容器
locarno-09-01 = 瓶、长颈瓶、鼓形瓶、盛装腐蚀性液体的大玻璃瓶、细颈瓶和压力容器
locarno-09-02 = 储藏罐、鼓形桶和木桶
locarno-09-03 = 盒子、箱子、集装箱、防腐罐或盒
locarno-09-04 = 有盖篮、柳条筐和篮子
locarno-09-05 = 袋、小袋、管和囊
locarno-09-06 = 绳索和捆扎材料
locarno-09-07 = 密封装置及附件
locarno-09-08 = 叉车的货盘和装卸台
locarno-09-09 = 废物和垃圾容器及其座架
locarno-09-10 = 包装和容器用提手和把手
locarno-10 = 钟、表及其他测量仪器，检测仪器，信号仪器
locarno-10-01 = 钟和闹钟
locarno-10-02 = 表和手表
locarno-10-03 = 其他计时仪器
locarno-10-04 = 其他测量仪器、设备和装置
locarno-10-05 = 检测、安全和测试用仪器、设备和装置
locarno-10-06 = 信号设备和装置
locarno-10-07 = 测量仪器、检测仪器和信号仪器的外壳、盘面、指针及其他零部件和附件
locarno-11 = 装饰品
locarno-11-01 = 珠宝首饰
locarno-11-02 = 小装饰品，桌子、壁炉和墙壁的装饰物，花瓶和花盆
locarno-11-03 = 奖章和徽章
locarno-11-04 = 人造花、人造水果和人造植物
locarno-11-05 = 旗帜、节日装饰品
locarno-12 = 运输或提升工具
locarno-12-01 = 畜力车辆
locarno-12-02 = 手推车、独轮手推车
locarno-12-03 = 机车、铁路车辆及其他全部有轨车辆
locarno-12-04 = 高架索车、缆椅和滑雪索道
locarno-12-05 = 装载或输送用的升降机和提升机
locarno-12-06 = 船和艇
locarno-12-07 = 航空器和太空运载工具
locarno-12-08 = 汽车、公共汽车和货车
locarno-12-09 = 拖拉机
locarno-12-10 = 公路车辆的挂车
locarno-12-11 = 自行车和摩托车
locarno-12-12 = 婴儿车、病人用轮椅、担架
locarno-12-13 = 专用车辆
locarno-12-14 = 其他车辆
locarno-12-15 = 车辆轮胎和防滑链
locarno-12-16 = 其他类未包括的车辆零件、装置和附件
locarno-12-17 = 铁路基础设施组件
locarno-13 = 发电、配电或变电设备
locarno-13-01 = 发电机和电动机
locarno-13-02 = 电力变压器、整流器、电池和蓄电池
locarno-13-03 = 配电和电力控制设备
locarno-13-04 = 太阳能设备
locarno-14 = 记录、电信或数据处理设备
locarno-14-01 = 声音或图像的记录或再现设备
locarno-14-02 = 数据处理设备及其外围设备和装置
locarno-14-03 = 电信设备、无线遥控设备和无线电放大器
locarno-14-04 = 显示界面和图标
locarno-14-05 = 记录数据和存储数据的介质
locarno-14-06 = 电子设备用支架、底座和支撑物
locarno-15 = 其他类未列入的机械
locarno-15-01 = 发动机
locarno-15-02 = 泵和压缩机
locarno-15-03 = 农业和林业机械
locarno-15-04 = 建筑机械、采矿机械
locarno-15-05 = 洗涤、清洁和干燥机械
locarno-15-06 = 纺织、缝纫、针织和绣花机械及其零部件
locarno-15-07 = 制冷机械和设备
locarno-15-09 = 机床、研磨和铸造机械
locarno-15-10 = 填充、打包和包装机械
locarno-16 = 照相设备、电影摄影设备和光学设备
locarno-16-01 = 照相机和电影摄影机
locarno-16-02 = 放映机、投影仪和看片器
locarno-16-03 = 影印设备和放大机
locarno-16-04 = 显影器械和设备
locarno-16-05 = 照相和电影摄影设备的附件
locarno-16-06 = 光学制品
locarno-17 = 乐器
locarno-17-01 = 键盘乐器
locarno-17-02 = 管乐器
locarno-17-03 = 弦乐器
locarno-17-04 = 打击乐器
locarno-17-05 = 机械乐器
locarno-18 = 印刷和办公机械
locarno-18-01 = 打字机和运算机器
locarno-18-02 = 印刷机械
locarno-18-03 = 活字和字体
locarno-18-04 = 装订机、印刷工用订书机、切纸机和修边机
locarno-19 = 文具、办公用品、美术用品和教学用品
locarno-19-01 = 书写用纸、通信用卡片和通知卡片
locarno-19-02 = 办公设备
locarno-19-03 = 日历
locarno-19-04 = 书本及其他类似外观的物品
locarno-19-06 = 用于书写、绘图、绘画、雕塑、雕刻和其他艺术技法的材料和器械
locarno-19-07 = 教学材料和教具
locarno-19-08 = 其他印刷品
locarno-20 = 销售设备、广告设备和标志物
locarno-20-01 = 自动售货机
locarno-20-02 = 陈列设备和销售设备
locarno-20-03 = 标志物、招牌、布告牌和广告设备
locarno-21 = 游戏器具、玩具、帐篷和体育用品
locarno-21-01 = 游戏器具和玩具
locarno-21-02 = 体操和运动器械及设备
locarno-21-03 = 其他娱乐和游艺用品
locarno-21-04 = 帐篷及其附件
locarno-22 = 武器，烟火用品，用于狩猎、捕鱼及捕杀有害动物的用具
locarno-22-01 = 射击武器
locarno-22-02 = 其他武器
locarno-22-03 = 弹药、火箭和烟火用品
locarno-22-04 = 靶及附件
locarno-22-05 = 狩猎和捕鱼器械
locarno-22-06 = 捕捉器和捕杀有害动物的用具
locarno-23 = 流体分配设备、卫生设备、加热设备、通风和空气调节设备、固体燃料
locarno-23-01 = 流体分配设备
locarno-23-03 = 加热设备
locarno-23-04 = 通风和空气调节设备
locarno-23-05 = 固体燃料
locarno-23-06 = 个人卫生用卫生设备
locarno-23-07 = 便溺用设备
locarno-23-08 = 其他卫生设备及附件
locarno-24 = 医疗设备和实验室设备
locarno-24-01 = 医生、医院和实验室用的仪器和设备
locarno-24-02 = 手动操作的医疗器械、实验室用器械和实验室用工具
locarno-24-03 = 修复手术用具
locarno-24-04 = 用于包扎伤口、护理和医疗处理的用品
locarno-24-05 = 助行器具
locarno-25 = 建筑构件和施工元件
locarno-25-01 = 建筑材料
locarno-25-02 = 预制或预装建筑构件
locarno-25-03 = 房屋、车库和其他建筑
locarno-25-04 = 台阶、梯子和脚手架
locarno-26 = 照明设备
locarno-26-01 = 烛台和枝形烛台
locarno-26-02 = 手电筒、手提灯和灯笼
locarno-26-03 = 公共照明装置、室外灯、舞台照明
locarno-26-04 = 电或非电的光源
locarno-26-05 = 灯、落地灯、枝形吊灯、墙壁和天花板装置、灯罩、反光罩、摄影和电影投光灯
locarno-26-06 = 车辆发光装置
locarno-26-07 = 照明设备的零部件和附件
locarno-27 = 烟草和吸烟用具
locarno-27-01 = 烟草、雪茄和香烟
locarno-27-02 = 烟斗、雪茄和香烟烟嘴
locarno-27-03 = 烟灰缸
locarno-27-04 = 火柴
locarno-27-05 = 打火机
locarno-27-06 = 雪茄盒、香烟盒、烟草罐和烟袋
locarno-27-07 = 电子香烟及其他电子吸烟用具
locarno-28 = 药品，化妆品，梳妆用品和设备
locarno-28-01 = 药品
locarno-28-02 = 化妆品
locarno-28-03 = 梳妆用品和美容院设备
locarno-28-04 = 假发和人造美容用品
locarno-28-05 = 空气清新剂
locarno-28-06 = 美发工具和用具
locarno-29 = 防火灾、防事故、救援用的装置及设备
locarno-29-01 = 防火灾装置和设备
locarno-29-02 = 防事故和救援用装置和设备
locarno-30 = 动物照管与驯养用品
locarno-30-01 = 动物服装
locarno-30-02 = 围栏、笼、犬舍及类似居所
locarno-30-03 = 喂食器和饮水器
locarno-30-04 = 鞍具
locarno-30-05 = 鞭子和刺棒
locarno-30-06 = 动物用床、窝和家具
locarno-30-07 = 栖木和其他笼子配件
locarno-30-08 = 打标记用具、标记和脚镣
locarno-30-09 = 拴柱
locarno-30-10 = 动物梳理用品
locarno-30-11 = 垫料和清除动物排泄物的器具
locarno-30-12 = 动物玩具和训练用具
locarno-31 = 其他类未列入的食品或饮料制备机械和设备
locarno-31-00 = 其他类未列入的食品或饮料制备机械和设备
locarno-32 = 图形符号、标识、表面图案、纹饰、内部和外部布置
locarno-32-01 = 图形符号、标识、表面图案、纹饰
locarno-32-02 = 内部和外部布置

## 设置

setting-wrong = { $setting } 有误：{ $why }。
setting-value-address = 应为以 https:// 开头的网址
setting-value-yes-no = 只能是 `true` 或 `false`
setting-value-number = 应为数字
setting-value-whole-number = 应为整数
setting-value-above = 应大于 { $bound }
setting-value-at-least = 应不小于 { $bound }
setting-value-at-most = 应不大于 { $bound }
setting-value-choice = 只能是 { $others } 或 { $last }
setting-value-other = { $text }
setting-misspelt = Lookalike 没有 { $name } 这项设置，可能想写的是 { $meant }。
setting-unknown = Lookalike 没有 { $name } 这项设置，请删除。
setting-file-encoding = 文件 .env 不是 UTF-8 编码，请另存为 UTF-8。
setting-token-missing = 尚未设置 { $setting }，请填入以 { $prefix } 开头的令牌。
setting-token-placeholder = { $setting } 里仍是占位内容，请从应用页面复制以 { $prefix } 开头的令牌。
setting-token-kind = { $setting } 不是以 { $prefix } 开头，请从应用页面复制正确的令牌。{ $other ->
        [unknown] {""}
       *[other] 现在填的应属于 { $other }，两者是否填反了？
    }
setting-token-characters = { $setting } 含有令牌中不会出现的字符，请从应用页面重新复制。
setting-signing-secret-missing = 尚未设置 SLACK_SIGNING_SECRET，请从应用页面的 `Basic Information` 中复制 `Signing Secret`。
setting-signing-secret-token = SLACK_SIGNING_SECRET 里填的是令牌，请从应用页面的 `Basic Information` 中复制 `Signing Secret`。
setting-signing-secret-placeholder = SLACK_SIGNING_SECRET 里仍是占位内容，请从应用页面的 `Basic Information` 中复制 `Signing Secret`。
setting-bot-token-refused = Slack 拒绝了 SLACK_BOT_TOKEN（{ $code }），请重新安装应用，并复制新的令牌。
setting-app-token-refused = Slack 拒绝了 SLACK_APP_TOKEN（{ $code }），请新建一个带有 connections:write 权限的令牌。
setting-patsnap-missing = 尚未设置 { $setting }，请设置 PATSNAP_CLIENT_ID 和 PATSNAP_CLIENT_SECRET，或设置 PATSNAP_API_KEY。
setting-patsnap-placeholder = { $setting } 里仍是占位内容，请从 Patsnap 开发者控制台复制实际的值。
setting-key-characters = PATSNAP_API_KEY 含有密钥中不会出现的字符，请重新复制。
setting-port = LOOKALIKE_PORT 为 { $port }，但无法在 { $host } 上使用该端口（{ $why }），请换一个端口，或设为 0 以使用任意空闲端口，并检查 LOOKALIKE_HOST。
setting-http-port = LOOKALIKE_HTTP_PORT 为 { $port }，但无法使用该端口（{ $why }），请换一个端口，或设为 0 以使用任意空闲端口。
system-fault = { $code ->
        [EACCES] 权限不足
        [EPERM] 系统不允许此操作
        [EADDRINUSE] 地址已被占用
        [EADDRNOTAVAIL] 本机没有该地址
        [ENOENT] 文件或目录不存在
        [ENOTDIR] 路径中有一段不是目录
        [EISDIR] 这是一个目录
        [ENOSPC] 磁盘空间不足
        [EROFS] 文件系统只读
       *[other] { $text }
    }

network-socks = { $variable } 指向 SOCKS 代理，而 Lookalike 不支持这种代理，请把 HTTPS_PROXY 设为 HTTP 代理（http://host:port），或在 NO_PROXY 中列出无需代理的主机。
network-no-proxy = { $variable } 不是代理地址，请写成 http://host:port 的形式。
network-no-directory = SSL_CERT_DIR 指向 { $directory }，但那不是目录，请更正或删除。
network-certificates-missing = SSL_CERT_FILE 指向 { $file }，但该文件不存在，请更正或删除。
network-certificates-none = SSL_CERT_FILE 指向 { $file }，但其中没有证书，请更正或删除。
network-certificates-unreadable = SSL_CERT_FILE 指向 { $file }，但无法读取（{ $why }），请更正或删除。

## 数据库

database-url-start = 应以 sqlite:/// 或 postgresql:// 开头
database-url-sqlite-parameters = SQLite 文件不接受参数，请删除问号及其后的内容
database-url-sqlite-host = sqlite:// 之后是主机名，而文件没有主机：启动目录中的文件请写成 sqlite:///name.db，其他位置请写成 sqlite:////path/name.db
database-url-host = 主机和端口的位置上既不是主机也不是端口；密码中的 @ 请写成 %40，: 写成 %3A，/ 写成 %2F，? 写成 %3F
database-url-parameter = “{ $name }”不是 PostgreSQL 地址的参数，请删除或更正名称
database-url-impossible = Lookalike 不支持 { $parameter }，请删除
database-url-binding = Lookalike 不支持 { $parameter }，请改用 sslrootcert=system，由证书证明主机身份
database-url-choice = { $name } 只能是以下之一：{ $choices }
database-url-file = { $name } 指向文件 { $file }，但该文件不存在
database-url-timeout = connect_timeout 应为秒数
database-url-system-certificates = sslrootcert=system 只能与 sslmode=verify-full 一起使用

database-unusable = DATABASE_URL 无法使用：{ $why }。
database-password = { $place } 拒绝了密码，请检查用户名和密码
database-user = { $place } 不允许该用户连接，请检查用户名和服务器的 pg_hba.conf
database-user-absent = { $place } 的服务器上没有该用户，请检查用户名，或创建该角色
database-encryption-demanded = { $place } 不允许该用户以未加密方式连接，请加上 sslmode=require
database-absent = { $place } 的服务器上没有该数据库，请检查名称，或创建该数据库
database-rights = { $place } 上的该用户缺少应用所需的权限，请允许其在数据库中建表
database-connections = { $place } 的连接已用完，请调高 max_connections，或减少副本数
database-starting = { $place } 正在启动或停止，请一分钟后再试
database-standby = { $place } 不接受写入，请改用主服务器，而不是备用服务器
database-parameters = { $place } 不接受地址中的参数，请检查 `options` 和 `application_name`
database-no-sqlite = { $place } 不是 SQLite 数据库，请换一个文件，或用备份恢复
database-damaged = { $place } 已损坏，请用备份恢复
database-closed = { $place } 无法打开，请检查路径和文件所有者
database-readonly = { $place } 无法写入，请检查文件及其目录的所有者
database-moved = { $place } 在使用期间被删除或替换，请将其放回原处，或以现有文件重新启动
database-locked = { $place } 被其他程序锁定，请结束该程序
database-full = { $place } 所在磁盘已满，请腾出空间
database-disk = { $place } 无法读写，请检查磁盘
database-busy = { $place } 的所有连接都在使用中
database-certificate = { $place } 的证书不受信任，请检查主机名和 `sslrootcert`
database-tls = { $place } 的 TLS 连接不正常，请检查 `sslmode` 和证书
database-unencrypted = { $place } 不接受加密连接，请删除 `sslmode`，或在服务器上启用 TLS
database-host = 找不到 { $place } 的主机，请检查主机名和网络
database-refused = 在 { $place } 上没有程序监听，请检查主机和端口，并确认服务器已启动
database-timeout = { $place } 没有及时响应，请检查主机、端口和防火墙
database-socket = { $place } 没有对应的套接字，请检查主机和端口，并确认服务器已启动
database-silent = { $place } 没有响应（{ $kind }）

database-directory = 无法创建数据库所在的目录 { $directory }（{ $why }），请把 DATABASE_URL 设为可写位置的文件，或 PostgreSQL 服务器。
database-lock = DATABASE_URL 有误：无法写入 { $file }（{ $why }）。
database-missing = { $file } 处没有数据库。请在 .env 所在的目录中运行，或设置 DATABASE_URL。
database-other-version = 数据库的结构属于另一版本的 Lookalike。请先启动一次此版本，或使用正在运行的版本。
database-owned = 另一个 Lookalike 正在使用 DATABASE_URL 所指的 { $file }，请停止那一个，或让两者共用一个 PostgreSQL 数据库。
database-linked = DATABASE_URL 所指的 { $file } 另有一个名称（硬链接），请删除不需要的那一个：同一文件有两个名称时，可能被两个进程同时使用，SQLite 会因此丢失数据。
database-newer = DATABASE_URL 所指的数据库由更新版本的 Lookalike 写入，请安装该版本。
database-encoding = DATABASE_URL 所指的 { $place } 使用编码 { $encoding }，无法保存中文和表情符号，请用 `ENCODING 'UTF8' TEMPLATE template0` 重新创建数据库。
database-table-rights = DATABASE_URL 所指的 { $place } 中，该用户无法完整读写 { $tables }，请由建表的用户授权，或改用该用户启动。

## 自检

doctor-finding = { $sign } { $what }：{ $sentence }
doctor-settings = 设置
doctor-settings-complete = 齐全，格式正确。
doctor-in-force = 当前生效
doctor-in-force-facts = 检索国家/地区 { $countries }；报告语言 { $lang }；Patsnap { $engine }，每秒 { $qps } 次调用；{ $database }；.env：{ $env_file }。
doctor-no-env-file = { $directory } 中没有
doctor-not-tried = 未测试。{ $why }
doctor-network = 网络
doctor-network-facts = { $facts }。
doctor-network-proxy = { $who } 经由 { $variable } 指定的代理 { $place }
doctor-network-direct = { $who } 直接连接
doctor-network-certificates = 使用 { $variable } 指定的证书
doctor-separator = ；
doctor-unreachable = 无法连接 { $who }。请检查网络；如果设置了 { $setting }，也请检查该设置。
doctor-unreachable-proxy = 经由 { $variable } 指定的代理 { $place } 无法连接 { $who }。请检查网络；如果设置了 { $setting }，也请检查该设置。
doctor-distrusted = { $who } 出示的证书不受信任。如果所在网络会换上自己的证书，请在 SSL_CERT_FILE 中指定该证书。
doctor-slack = Slack
doctor-bot-token = Slack 机器人令牌
doctor-bot-user = 工作区 { $team } 中的 { $name }。
doctor-app-token = Slack 应用级令牌
doctor-app-token-works = 可以通过 Socket Mode 连接。
doctor-slack-refuses = Slack 返回 { $code }。{ $code ->
        [invalid_auth] 请从应用页面重新复制。
        [not_authed] 请从应用页面重新复制。
        [account_inactive] 请在工作区重新安装应用，并复制新的令牌。
        [token_revoked] 请在工作区重新安装应用，并复制新的令牌。
        [token_expired] 请在工作区重新安装应用，并复制新的令牌。
        [not_allowed_token_type] 令牌种类不对，请从应用页面复制正确的令牌。
        [missing_scope] 请新建一个带有 connections:write 权限的应用级令牌。
       *[other] 含义请查阅 docs.slack.dev。
    }
doctor-socket = Slack WebSocket 连接
doctor-socket-opens = 可以建立。
doctor-socket-closed = 无法建立。请让本机与 Slack 之间的网络设备放行 wss://*.slack.com，或改用 HTTP 模式（docs/operations.md）。
doctor-socket-closed-proxy = 无法建立。请让 { $variable } 指定的代理 { $place } 放行 wss://*.slack.com，或改用 HTTP 模式（docs/operations.md）。
doctor-scopes = Slack 权限
doctor-scopes-not-listed = Slack 没有列出。
doctor-scopes-missing = 缺少 { $scopes }。请把 manifest.yml 要求的权限加到应用中，并重新安装。
doctor-scopes-complete = manifest.yml 要求的 { $count } 项权限齐全。
doctor-scopes-needless = manifest.yml 要求的 { $count } 项权限齐全；{ $scopes } 并不需要。
doctor-requests = Slack 请求
doctor-requests-address = 应发送到 https://……{ $path }，由代理转到本机端口 { $port }；在应用运行时保存清单，Slack 会测试该地址。
doctor-patsnap = Patsnap
doctor-patsnap-key = 已设置 PATSNAP_API_KEY，无需令牌。
doctor-patsnap-works = 已从 { $host } 取得令牌。
doctor-patsnap-refused = { $why }请重新复制 { $kind ->
        [key] PATSNAP_API_KEY
       *[client] PATSNAP_CLIENT_ID 和 PATSNAP_CLIENT_SECRET
    }。
doctor-services = Patsnap 服务
doctor-services-granted = 该账户可以使用 { $services }。
doctor-service = { $api }（代码 { $code }）
doctor-services-without = Patsnap 没有向该账户开放 { $services }。
doctor-services-by-image = 相似外观设计改由 P060 检索。
doctor-services-no-comparison = 因此无法将图片与指定的一件专利进行比对。
doctor-services-refused = Patsnap 没有向该账户开放 { $services }。请开通该服务，或尝试 PATSNAP_ENGINE={ $engine }。
doctor-services-not-told = 无从得知。{ $why }
doctor-statement = Patsnap 账单
doctor-statement-not-asked = 未查询。{ $why }
doctor-database = 数据库
doctor-database-works = 连接正常，表结构为最新。
doctor-database-old = 连接正常，`lookalike run` 启动时会更新表结构。
doctor-database-unborn = { $file } 尚不存在，`lookalike run` 会创建它。
doctor-database-impossible = 无法创建 { $file }：没有 { $directory } 的写入权限。请修改 DATABASE_URL 或该目录的所有者。
doctor-database-file = 文件为 { $file }，没有进程在使用它，所在磁盘剩余 { $megabytes } MB。
doctor-database-file-owned = 文件为 { $file }，进程 { $process } 正在使用它，所在磁盘剩余 { $megabytes } MB。
doctor-database-room = { $file } 所在磁盘仅剩 { $megabytes } MB，请清理空间。
doctor-clock = 时钟
doctor-clock-unknown = 没有 Slack 的回应，未能比较。
doctor-clock-ahead = 比 Slack 快 { $seconds } 秒。请用 NTP 校准：到期时间和令牌都以它为准。
doctor-clock-behind = 比 Slack 慢 { $seconds } 秒。请用 NTP 校准：到期时间和令牌都以它为准。
doctor-clock-works = 与 Slack 一致。

blocks-taken = Slack 接受。
blocks-taken-wrongly = Slack 接受了，而预期是拒绝。
blocks-refused = Slack 拒绝：{ $faults }
blocks-refused-rightly = Slack 拒绝，符合预期：{ $faults }
blocks-no-verdict = 没有结论（{ $why }）。
blocks-no-reason = 未说明原因
blocks-unreachable = 无法连接 Slack
blocks-something-else = Slack 返回了其他内容
blocks-code = { $code }

## 终端

terminal-unforeseen = Lookalike 已停止：发生了意料之外的错误（{ $error }，错误编号 { $error_id }）。运行 `lookalike --debug { $command }` 可以看到出错位置，反馈问题时请一并附上输出内容。
cli-no-option = 没有 { $option } 这个选项。
cli-option-value = { $option } 缺少取值，或者它不接受取值。
cli-missing = 缺少 { $name }。
cli-bad-value = { $name } 不接受这个取值。
cli-no-command = 没有“{ $name }”这个命令{ $meant ->
        [unknown] {""}
       *[other] （是否想输入 { $meant }？）
    }。
cli-other = 无法理解这行命令。
cli-misuse = { $why }用法见 { $command } --help。
cli-save = --save 需要与 --slack-blocks 一起使用。
cli-wrong-value = { $option }：{ $why }。

help-usage = 用法：{ $command } [选项]{ $arguments }
help-usage-commands = 用法：{ $command } [选项] 命令 ……{ $arguments }
help-arguments = 参数
help-options = 选项
help-commands = 命令
help-help = 显示本说明并退出。
help-lookalike = 在 Slack 或命令行中，将产品图片与全球外观设计专利比对。
help-lang = 命令行使用的语言：`en` 或 `zh`。默认取自 LC_ALL、LC_MESSAGES 或 LANG。
help-version = 显示版本。
help-debug = 输出更多日志，包括意外错误出自何处。
help-run = 连接 Slack，检测大家发送的图片，直到被停止。
help-run-http = 等待 Slack 发来请求，而不通过 Socket Mode 连接。
help-demo = 启动本地的 Slack 和 Patsnap，应用运行在两者之间。无需任何账户。
help-port = 演示页面的端口，最大 65535。默认 8765，或其后第一个空闲端口。
help-engine = 检测使用 Patsnap 的哪一组接口：默认 v2，可选 v1。
help-logs = 显示应用的日志。
help-check =
    直接在这里检测图片，不经过 Slack。

    退出码 1：有图片为高风险。2：没有高风险，但有图片未能检测，或报告中有比对未评级或无法读取。0：以上都没有。130：被 Ctrl+C 停止，并会说明哪些已经计费。
help-files = 图片，每张都是一次单独的计费检测。文件夹代表其中的图片，不含下级文件夹；- 表示从标准输入读取一张图片。
help-countries = 检索范围：{ $accepted }。
help-since = 只看此后申请的外观设计：{ $accepted }。
help-loc = { $accepted }。
help-check-lang = 报告和命令行使用的语言：{ $accepted }。
help-keyword = 产品是什么：{ $accepted }。
help-json = 在标准输出中只输出一个 JSON 文档，不含其他内容。
help-sandbox = 使用本地的 Patsnap：专利均为虚构，无需账户。
help-doctor = 检查哪些正常、哪些不正常：设置、Slack、Patsnap、数据库、时钟。不会发起检索。
help-channels = 列出各频道的设置，或更改设置。
    给出频道和选项时立即更改；运行中的应用会在一小时内告知该频道。空值（例如 --keyword ""）会清除该项设置。
help-channels-channel = 频道 ID，例如 C0123456789；`all` 表示整个工作区；省略则列出全部
help-channels-mode = 检测时机：每张图片（`every`）、先询问（`ask`）或仅在请求时（`asked`）
help-channels-language = 频道中使用的语言：en 或 zh；`own` 表示各自的语言
help-channels-who = 谁可以在 Slack 中更改设置：频道成员（`members`），或仅管理员和审核人（`admins`）
help-channels-team = 工作区 ID，数据库中有多个工作区时需要
help-doctor-http = 检查 `lookalike run --http` 所需的内容。
help-slack-blocks = 改为询问 Slack 是否接受应用的消息；无需令牌。
help-save = 与 --slack-blocks 一起使用：把 Slack 的回答以 JSON 保存到此文件。
help-statement =
    按服务列出 Patsnap 某一天的调用费用，前提是账户有权查询。

    退出码 1：Patsnap 没有提供。
help-day = 例如 2026-11-26。默认为昨天。
help-costs =
    列出某个月的付费调用：根据数据库，按服务、频道和人员统计；如果账户有权查询，还会与 Patsnap 的账单对照。
help-month = 例如 2026-11，按 UTC 计。默认为本月。
help-costs-json = 以 JSON 格式输出。
help-manifest = 输出用于创建 Slack 应用的清单。
help-manifest-http = 用于 `lookalike run --http`，Slack 通过该网址访问，例如 https://……

check-count = 正在检测 { $count } 张图片。
check-standard-input = 标准输入
check-complaint = { $name }：{ $sentence }
check-wrong-option = { $option }：{ $why }。没有向 Patsnap 发送任何内容。
check-empty-folder = { $file } 是一个没有图片的文件夹，请指定其他文件夹，或直接指定文件。
check-no-file = { $file } 不是文件，请指定一张图片。
check-file-missing = { $file } 不存在，请检查名称。
check-file-unreadable = 无法读取 { $file }：{ $why }。
check-file-unfinished = { $file } 未能读完，可能是内存不足。请重试。
check-input-terminal = 标准输入是终端，请通过管道传入一张图片。
check-input-empty = 标准输入为空，请通过管道传入一张图片。
check-not-an-image = “{ $name }”不是 Lookalike 能读取的图片。请另存为 { -picture-formats }。
check-expired = Patsnap { $seconds ->
        [unknown] 没有给出结果
       *[other] 在 { $seconds } 秒内没有给出结果
    }。再次检测会再产生一次计费调用。
check-internal = 发生了意料之外的错误（错误编号 { $error_id }）。请加上 --debug 重试。
check-stopped-yes = 已停止：检索已发起并计费，未等待报告返回。再次检测会再产生一次计费调用。
check-stopped-perhaps = 已停止：检索正在发送，可能已经计费。再次检测会再产生一次计费调用。
check-stopped-no = 已停止：尚未检索，没有计费。
check-stop-paid = 已检索并计费，未等待报告返回：{ $names }。再次检测会再产生一次计费调用。
check-stop-perhaps = 停止时正在发送，可能已经计费：{ $names }。
check-stop-not-paid = 未检索，也未计费：{ $count } 张图片。

check-label-high = 评为高风险
check-label-medium = 评为中风险
check-label-flagged = 需复核
check-label-locarno = 洛迦诺分类
check-label-searched = 检索
check-label-unread = 无法读取
check-locarno-separator = ；
check-filed-after = { $day }之后申请的外观设计
check-filed-any-time = 不限申请日的外观设计
check-found = 检出 { $count } 项相似外观设计
check-compared = 详细比对 { $count } 项
check-unread = { $count } 项比对，未列出
check-column-risk = 风险
check-column-country = 国家/地区
check-column-patent = 公开号
check-column-title = 名称
check-column-score = 相似度
check-column-status = 法律状态
check-column-assignee = 专利权人

-stated-at = Patsnap 每天早上八点（UTC+8）汇总前一天的费用。
statement-no-day = --day：“{ $value }”不是日期，请写成 2026-11-26 的形式。
statement-day-not-over = --day：{ $day } 尚未结束。{ -stated-at }
statement-needs-client = 查询 Patsnap 账单需要 PATSNAP_CLIENT_ID 和 PATSNAP_CLIENT_SECRET，只有 PATSNAP_API_KEY 无法查询。
statement-not-given = Patsnap 没有向该账户提供账单（代码：{ $code }）：调用费用只能在 Patsnap 自己的控制台查看。
statement-empty = { $when }，Patsnap 没有列出任何调用。{ -stated-at }
statement-total = { $when }，计费：{ $money }（以账户的币种计）。{ -stated-at }
statement-column-service = 服务
statement-column-name = 名称
statement-column-calls = 调用次数
statement-column-charged = 计费次数
statement-column-cost = 费用
statement-by-plan = 按套餐

demo-not-installed = 此安装不含演示环境，请在代码仓库的检出目录中运行 `make demo`，或用 `pip install --editable '.[demo]'` 安装。
demo-open = 本地的 Slack、带有虚构专利的本地 Patsnap，以及运行在两者之间的 Lookalike 已就绪。请打开此页面：
demo-ends = 按 Ctrl+C 结束。
demo-port = 无法使用 --port { $port }（{ $why }），请换一个端口，或不指定以使用下一个空闲端口。
demo-app-stopped = 应用已停止，退出码 { $code }。
demo-not-connected = 应用没有及时连接。
demo-log = 最后的输出：
demo-no-log = 没有任何输出。

healthcheck-port = LOOKALIKE_PORT 为 { $port }，请设为数字，以便在该端口查询健康状态。
healthcheck-silent = 端口 { $port } 没有响应（{ $error }）。

## Slack 应用的清单

manifest-intro = 用此文件创建应用：打开 https://api.slack.com/apps 并依次选择 `Create New App`、`From a manifest`。
manifest-intro-http = 在 `lookalike run --http` 运行时，把以下内容填入应用页面的 `App Manifest`：Slack 会测试该网址。
manifest-address = --http { $address } 不是 Slack 能发送请求的网址，请给出以 https:// 开头的网址，例如 https://lookalike.example.com。
manifest-description = 将产品图片与全球外观设计专利比对。
manifest-long-description = 发送一张产品图片，Lookalike 会将它与目标销售国家/地区的注册外观设计进行比对，并在消息串中回复：Patsnap 把哪些国家/地区评为高风险，哪些评为中风险，最接近的外观设计有哪些，并列出相似之处和不同之处。在消息中加上选项可以缩小检索范围，例如“国家：美国、欧盟”或“起始日期：2020年”。还可以按公开号查询专利，或查找与图片相似的外观设计。它供产品团队在投入开模费用之前做早期筛查，帮助尽早发现需要进一步核实的外观设计，便于及时调整方案或咨询专业人士。初步筛查，不构成法律意见。
manifest-patent-description = 按号码查询专利，结果仅自己可见
manifest-patent-hint = <号码>[、<号码>……] | 比对 <号码>
manifest-lookalike-description = 检测网上的图片、查找相似外观设计、列出自己的检测
manifest-lookalike-hint = 帮助 | 检测 <图片地址> | 相似 <图片地址> | 历史 | 导出 | 保留 | 解除 | 设置 | 开 | 关
manifest-check-message-name = { -shortcut-check }
manifest-check-message-description = 将此消息中的图片与外观设计专利比对
manifest-similar-message-name = { -shortcut-similar }
manifest-similar-message-description = 显示与此消息中的图片最接近的外观设计

## 更早的相似设计

older-button = 更早的相似设计（{ $calls } 次调用）
older-button-label = 用这件专利的附图检索更早申请的外观设计，{ $calls } 次调用
older-title = 早于 { $number } 的相似外观设计：第 { $page } 页，{ $count } 项
older-than = 用其自身附图检索；{ $number } 的申请日为{ $day }
older-left-out = 已排除其同族专利 { $count } 件
older-family-unknown = 其同族专利未知，结果中可能包含同族
older-posted = 结果已发到消息串：{ $title }
older-none = 无法检索更早的相似设计：Patsnap 没有这件专利的附图或申请日。
similar-filed = 申请日：{ $day }
problem-no-filing-date = Patsnap 没有这件专利的申请日，因此无法检索更早的外观设计。
problem-no-drawing = Patsnap 没有这件专利的附图，因此无法检索。

## What `lookalike costs` says

costs-no-month = --month：“{ $value }”不是月份，请写成 2026-11 的形式。
costs-month-to-come = --month：{ $month } 尚未开始。
costs-none = { $month }（UTC）没有付费调用记录。
costs-heading = { $month }（UTC）付费调用记录
costs-total = 共 { $calls } 次调用{ $unknown ->
        [0] 。
       *[other] ；其中 { $unknown } 次未收到响应，可能已计费。
    }
costs-column-endpoint = 服务
costs-column-channel = 频道
costs-column-person = 人员
costs-column-counted = 类别
costs-column-calls = 调用次数
costs-column-unknown = 未收到响应
costs-column-stated = Patsnap 账单
costs-column-ledger = 本地记录（同期）
costs-counted-submit = 检测
costs-counted-lookup = 查询
costs-nobody = （无特定对象或已删除）
costs-no-day-over = 按 Patsnap 的日历（UTC+8），本月还没有结束的日期。
costs-no-statement = 没有可对照的 Patsnap 账单。{ $why }
costs-statement = Patsnap 账单（{ $when }，UTC+8）：{ $money }（以账户的币种计）。
costs-agree = Patsnap 账单与本地记录一致。
costs-differ = Patsnap 账单与本地记录不一致：{ $services }。本地记录不包括在终端用命令发起的检测，也不包括其他程序用同一账户发起的调用，而 Patsnap 的账单可能包括被其拒绝的调用。
