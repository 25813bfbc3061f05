### 简体中文。与 en.ftl 的消息和参数一一对应。
###
### 术语：外观设计专利、洛迦诺分类、公开号、申请号、专利权人、有效／失效／审中、比对、线条图。

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
list-more = { $listed } 等，另有 { $more } 项
list-none-fits = 共 { $count } 项
list-country = { $name }（{ $code }）

## 风险

risk-high = 高
risk-medium = 中
risk-low = 低
risk-unrated = 未评级
